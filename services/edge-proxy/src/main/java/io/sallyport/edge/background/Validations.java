package io.sallyport.edge.background;

import io.sallyport.cache.engine.stored.CacheKey;
import io.sallyport.cache.engine.stored.VaryKey;
import io.sallyport.contract.Outcome;
import io.sallyport.kit.api.Metrics;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The validations of one process that go on behind clients' backs: one at a time for each variant, and a bounded number
 * of all. Safe from any thread.
 */
public final class Validations {
    /** Of all loops together. */
    static final int UNDER_WAY_MAX = 256;

    private static final String NAME = "sallyport_cache_background_total";
    private static final String HELP = "Validations behind clients' backs, by what became of them";

    private record Subject(CacheKey key, VaryKey vary) {}

    private final Set<Subject> underWay = ConcurrentHashMap.newKeySet();
    private final Metrics.Counter answered;
    private final Metrics.Counter failed;
    private final Metrics.Counter dropped;

    public Validations(Metrics metrics) {
        this.answered = metrics.counter(NAME, HELP, "result", "answered");
        this.failed = metrics.counter(NAME, HELP, "result", "failed");
        this.dropped = metrics.counter(NAME, HELP, "result", "dropped");
        metrics.gauge(
                "sallyport_cache_background", "Validations under way behind clients' backs", () -> underWay.size());
    }

    /** Whether one may begin for this variant; then {@link #ended} must follow. */
    public boolean begin(CacheKey key, VaryKey vary) {
        Subject subject = new Subject(key, vary);
        if (underWay.contains(subject)) {
            return false;
        }
        // Loops that look at the same time may exceed the bound by their number.
        if (underWay.size() >= UNDER_WAY_MAX) {
            dropped.increment();
            return false;
        }
        return underWay.add(subject);
    }

    /** The next one may begin. */
    public void ended(CacheKey key, VaryKey vary, Outcome outcome) {
        underWay.remove(new Subject(key, vary));
        (outcome == Outcome.FORWARDED ? answered : failed).increment();
    }
}
