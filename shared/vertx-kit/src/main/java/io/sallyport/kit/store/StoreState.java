package io.sallyport.kit.store;

/**
 * How the store is.
 *
 * @param kind      {@code memory} or {@code redis}
 * @param connected whether calls go through now
 * @param detail    last error in words; empty when connected
 */
public record StoreState(String kind, boolean connected, String detail) {}
