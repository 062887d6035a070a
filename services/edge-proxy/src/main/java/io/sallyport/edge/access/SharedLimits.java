package io.sallyport.edge.access;

import io.sallyport.contract.StoreKeys;
import io.sallyport.kit.store.Store;
import io.sallyport.policy.engine.gate.Allowance;
import io.sallyport.policy.engine.gate.Gcra;
import io.sallyport.policy.engine.gate.Limit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * Limits that all edges keep together. Tokens lie in the store and are claimed in slices, so that a busy bucket asks it a
 * few times a second and no request of it waits. While the store is away each edge counts its part by itself, and no
 * request fails. Owner: the loop's thread.
 */
final class SharedLimits {
    private static final int SLICES_MAX = 20_000;
    private static final int WAITING_MAX = 1024;
    private static final long SLICE_NANOS = 50_000_000;

    private final Store store;
    private final Buckets alone;
    private final IntSupplier edges;
    private final LongSupplier nanos;
    private final Map<Limit.Key, Slice> slices = new Slices();

    /**
     * @param alone where is counted while the store is away
     * @param edges how many edges share a limit
     */
    SharedLimits(Store store, Buckets alone, IntSupplier edges, LongSupplier nanos) {
        this.store = store;
        this.alone = alone;
        this.edges = edges;
        this.nanos = nanos;
    }

    /** The bucket asked longest ago goes first; one that somebody waits for stays. */
    private static final class Slices extends LinkedHashMap<Limit.Key, Slice> {
        private static final long serialVersionUID = 1;

        private Slices() {
            super(64, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Limit.Key, Slice> eldest) {
            return size() > SLICES_MAX && !eldest.getValue().isClaiming();
        }
    }

    /** What can be said at once; {@code null} when {@code later} will be told, on this thread and within the store's time. */
    Allowance take(Limit limit, Limit.Key key, Consumer<Allowance> later) {
        long now = nanos.getAsLong();
        Slice slice = slices.computeIfAbsent(key, fresh -> new Slice(sliceOf(limit), now));
        if (slice.isAlone(now) || slice.waiting() >= WAITING_MAX) {
            return takeAlone(key, limit.gcra(), now);
        }
        Allowance known = slice.take(now);
        if (known != null) {
            return known;
        }
        slice.wait(later);
        if (!slice.isClaiming()) {
            claim(limit, key, slice);
        }
        return null;
    }

    /** What the rate makes up for in a twentieth of a second, and never more than a quarter of the bucket. */
    private static int sliceOf(Limit limit) {
        long byRate = SLICE_NANOS / limit.gcra().emissionNanos();
        return (int) Math.max(1, Math.min(byRate, limit.burst() / 4));
    }

    private void claim(Limit limit, Limit.Key key, Slice slice) {
        Gcra gcra = limit.gcra();
        int wanted = slice.claim(nanos.getAsLong());
        store.claim(storeKey(key), gcra.emissionNanos(), gcra.toleranceNanos(), wanted)
                .onComplete((claim, failure) -> {
                    long now = nanos.getAsLong();
                    if (failure == null) {
                        slice.granted(claim, now);
                    } else {
                        slice.failed(now).forEach(request -> request.accept(takeAlone(key, gcra, now)));
                    }
                });
    }

    private Allowance takeAlone(Limit.Key key, Gcra gcra, long now) {
        return alone.take(key, gcra.dividedBy(Math.max(1, edges.getAsInt())), now);
    }

    private static String storeKey(Limit.Key key) {
        return StoreKeys.limit(
                key.limit(),
                key.gcra().emissionNanos() + "-" + key.gcra().toleranceNanos(),
                Fingerprint.of(key.value()));
    }
}
