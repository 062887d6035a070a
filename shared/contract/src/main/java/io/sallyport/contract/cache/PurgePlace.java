package io.sallyport.contract.cache;

import java.util.Objects;
import java.util.UUID;

/**
 * A place in the purge log.
 *
 * @param number rises along the log; the time in steps of {@link #STEP_MILLIS} since 1970, or above it when entries come faster
 * @param id     of the entry there
 */
public record PurgePlace(long number, UUID id) {
    /** Milliseconds for each number. */
    public static final long STEP_MILLIS = 10;

    /** Before the first entry. */
    public static final PurgePlace START = new PurgePlace(0, new UUID(0, 0));

    public PurgePlace {
        Objects.requireNonNull(id);
    }
}
