package io.sallyport.edge.shared;

import io.sallyport.kit.api.Metrics;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** What the loops of an edge count about the shared tier; the names are made once. Thread-safe. */
final class TierFigures {
    /** How a question ended. */
    enum Asked {
        FOUND,
        FETCH,
        ALONE,
        NOT_STORED,
        /** No answer in time, or none at all. */
        FAILED,
        /** What came back was not what it said it was. */
        DAMAGED,
        /** Not asked: no instance, or too much under way. */
        NOT_ASKED
    }

    /** How a response on its way into the tier ended. */
    enum Filled {
        KEPT,
        /** The service did not keep it. */
        REFUSED,
        /** No answer in time, or none at all. */
        FAILED,
        /** The tier is slower than the origin, and too much waited. */
        DROPPED,
        /** The body did not come whole. */
        CUT,
        /** Larger than what is shared. */
        TOO_LARGE,
        /** Chosen by credentials, which do not leave the edge. */
        PERSONAL
    }

    /** By ordinal. */
    private final Metrics.Counter[] asked = new Metrics.Counter[Asked.values().length];

    /** By ordinal. */
    private final Metrics.Counter[] filled = new Metrics.Counter[Filled.values().length];

    private final Metrics.Counter bytesIn;
    private final Metrics.Counter bytesOut;
    private final Metrics.Counter opened;
    private final Metrics.Counter lost;
    private final AtomicInteger leases = new AtomicInteger();

    TierFigures(Metrics metrics) {
        for (Asked each : Asked.values()) {
            asked[each.ordinal()] = metrics.counter(
                    "sallyport_cache_shared_asks_total",
                    "Questions to the shared tier, by what came of them",
                    "result",
                    word(each));
        }
        for (Filled each : Filled.values()) {
            filled[each.ordinal()] = metrics.counter(
                    "sallyport_cache_shared_fills_total",
                    "Responses brought to the shared tier, by what came of them",
                    "result",
                    word(each));
        }
        bytesIn = bytes(metrics, "in");
        bytesOut = bytes(metrics, "out");
        opened = metrics.counter(
                "sallyport_cache_shared_breaker_opened_total",
                "Times that an instance of cache-service was left out because it failed");
        lost = metrics.counter(
                "sallyport_cache_shared_pieces_lost_total",
                "Pieces of large bodies that were gone, damaged or not there in time");
        metrics.gauge(
                "sallyport_cache_shared_leases", "Fetches that this edge makes for all edges", leases::doubleValue);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Metrics.Counter bytes(Metrics metrics, String direction) {
        return metrics.counter(
                "sallyport_cache_shared_bytes_total",
                "Body bytes taken from the shared tier (in) and brought to it (out)",
                "direction",
                direction);
    }

    void asked(Asked how) {
        asked[how.ordinal()].increment();
    }

    void filled(Filled how) {
        filled[how.ordinal()].increment();
    }

    void cameIn(long bytes) {
        bytesIn.add(bytes);
    }

    void wentOut(long bytes) {
        bytesOut.add(bytes);
    }

    void pieceLost() {
        lost.increment();
    }

    void breakerOpened() {
        opened.increment();
    }

    void leases(int more) {
        leases.addAndGet(more);
    }
}
