package io.sallyport.kit.store;

import java.util.List;

/**
 * How the store is.
 *
 * @param kind      {@code memory} or {@code redis}
 * @param connected whether calls go through now
 * @param detail    last error in words; empty when connected
 * @param advice    what its administrator should look at although it works, such as memory without a bound
 */
public record StoreState(String kind, boolean connected, String detail, List<String> advice) {
    public StoreState {
        advice = List.copyOf(advice);
    }

    /** Without advice. */
    public StoreState(String kind, boolean connected, String detail) {
        this(kind, connected, detail, List.of());
    }
}
