/**
 * Takes batches of access records from the store's stream or the bus, and health reports from the bus. May use Vert.x, vertx-kit,
 * {@code keep}, {@code archive}, {@code record}, {@code canary} and {@code servers}.
 */
package io.sallyport.logs.intake;
