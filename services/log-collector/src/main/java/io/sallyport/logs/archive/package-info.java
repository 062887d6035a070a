/** All records that a collector keeps, as whoever keeps or asks them sees it. May use JDBC's interfaces and {@code record}. */
package io.sallyport.logs.archive;
