/** Records as JSON, CSV and lines of access logs. Pure. May use Jackson, Vert.x buffers, the contract, {@code query} and {@code record}. */
package io.sallyport.logs.write;
