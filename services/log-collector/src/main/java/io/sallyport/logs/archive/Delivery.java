package io.sallyport.logs.archive;

/**
 * Records of one edge that reached this collector together, as one entry of the store's stream. It is kept with them, so
 * that a collector which was killed before it could acknowledge the entry knows that it has them.
 *
 * @param id    of the entry, such as {@code 1767225600000-0}; no two entries have the same
 * @param edge  instance id of the edge
 * @param first sequence of its first record, from 1
 * @param last  sequence of its last record
 */
public record Delivery(String id, String edge, long first, long last) {}
