package io.sallyport.kit.api;

import java.util.List;

/**
 * Whether a service takes work.
 *
 * @param reasons what is missing, in words; empty when ready
 */
public record Readiness(boolean ready, List<String> reasons) {
    public static final Readiness READY = new Readiness(true, List.of());

    public Readiness {
        reasons = List.copyOf(reasons);
    }

    public static Readiness notReady(String... reasons) {
        return new Readiness(false, List.of(reasons));
    }
}
