package io.sallyport.edge.figures;

import io.sallyport.kit.api.Metrics;

/** Requests by what the cache did with them, in the words of {@code Cache-Status} (RFC 9211). Safe from any thread. */
final class CacheFigures {
    private static final String NAME = "sallyport_cache_lookups_total";
    private static final String HELP = "Requests that the cache had a say in, by what it did; tunnels left out";

    /** Values of {@code fwd}; a longer one before the one that it begins with. */
    private static final String[] FORWARDED = {
        "uri-miss", "vary-miss", "miss", "bypass", "method", "request", "stale", "partial"
    };

    private final Metrics.Counter hit;
    private final Metrics.Counter other;
    private final String[] parameters = new String[FORWARDED.length];
    private final Metrics.Counter[] forwarded = new Metrics.Counter[FORWARDED.length];

    CacheFigures(Metrics metrics) {
        hit = metrics.counter(NAME, HELP, "result", "hit");
        other = metrics.counter(NAME, HELP, "result", "other");
        for (int i = 0; i < FORWARDED.length; i++) {
            parameters[i] = "fwd=" + FORWARDED[i];
            forwarded[i] = metrics.counter(NAME, HELP, "result", FORWARDED[i]);
        }
    }

    /** @param parameters of our member of {@code Cache-Status}; empty when the cache had no say */
    void count(String said) {
        if (said.isEmpty()) {
            return;
        }
        if (said.startsWith("hit")) {
            hit.increment();
            return;
        }
        for (int i = 0; i < parameters.length; i++) {
            if (said.startsWith(parameters[i])) {
                forwarded[i].increment();
                return;
            }
        }
        other.increment();
    }
}
