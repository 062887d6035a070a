/** Records as they arrive, for whoever follows them. May use Vert.x, {@code filter}, {@code query}, {@code record}, {@code source} and {@code write}. */
package io.sallyport.logs.tail;
