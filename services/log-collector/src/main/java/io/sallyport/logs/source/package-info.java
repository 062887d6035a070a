/**
 * Answers from this collector and from the others, put together. May use Vert.x, vertx-kit, {@code archive}, {@code scan},
 * {@code query}, {@code record} and {@code write}.
 */
package io.sallyport.logs.source;
