package io.sallyport.cache.flight;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** What is known not to be stored, for {@link Leases#NOT_STORED}; the oldest go when there are too many. */
final class NotStored {
    private static final long NAMES_MAX = 20_000;

    private final Cache<String, Boolean> names;

    NotStored(LongSupplier nanos) {
        this.names = Caffeine.newBuilder()
                .maximumSize(NAMES_MAX)
                .expireAfterWrite(Leases.NOT_STORED.toNanos(), TimeUnit.NANOSECONDS)
                .ticker(nanos::getAsLong)
                .executor(Runnable::run)
                .build();
    }

    boolean knows(String flight) {
        return names.getIfPresent(flight) != null;
    }

    void remember(String flight) {
        names.put(flight, true);
    }

    void forget(String flight) {
        names.invalidate(flight);
    }
}
