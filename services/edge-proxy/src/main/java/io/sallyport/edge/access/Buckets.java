package io.sallyport.edge.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sallyport.policy.engine.gate.Allowance;
import io.sallyport.policy.engine.gate.Gcra;
import io.sallyport.policy.engine.gate.Limit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The buckets of all local limits of an edge, shared by its loops. Bounded: beyond {@value #MAX} the ones asked least go,
 * and are full when they come back; frequent clients outlive a flood of keys that are used once. Safe from any thread.
 */
public final class Buckets {
    private static final int MAX = 200_000;

    private final Cache<Limit.Key, AtomicLong> fullAt;

    public Buckets() {
        this(MAX);
    }

    Buckets(int max) {
        fullAt = Caffeine.newBuilder().maximumSize(max).executor(Runnable::run).build();
    }

    /** Takes one token of a bucket; a new bucket is full. */
    Allowance take(Limit.Key key, Gcra gcra, long now) {
        AtomicLong state = fullAt.get(key, fresh -> new AtomicLong(now));
        while (true) {
            long before = state.get();
            Allowance allowance = gcra.take(before, now, 1);
            if (!allowance.passes() || state.compareAndSet(before, allowance.fullAt())) {
                return allowance;
            }
        }
    }

    /** Puts one token back. */
    void giveBack(Limit.Key key, Gcra gcra) {
        AtomicLong state = fullAt.getIfPresent(key);
        if (state != null) {
            state.addAndGet(-gcra.emissionNanos());
        }
    }

    /** Buckets held. */
    public long count() {
        return fullAt.estimatedSize();
    }
}
