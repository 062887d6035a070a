/** Takes batches of access records and health reports from the bus. May use Vert.x, {@code keep}, {@code canary} and {@code servers}. */
package io.sallyport.logs.intake;
