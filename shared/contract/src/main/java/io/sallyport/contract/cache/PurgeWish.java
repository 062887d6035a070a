package io.sallyport.contract.cache;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * An edge wants something purged everywhere; answered with a {@link PurgeReport}.
 *
 * @param id      the purge's
 * @param targets what is taken out, at most {@link #MAX}
 * @param hard    whether it is gone; else it is stale
 * @param cause   why
 * @param from    who wanted it, in words
 * @param waiting milliseconds to wait for the word of every edge; 0: until it is in the log, or was said on the bus
 */
public record PurgeWish(
        UUID id, List<PurgeTarget> targets, boolean hard, PurgeEntry.Cause cause, String from, long waiting) {
    /** Targets of one purge. */
    public static final int MAX = 256;

    public PurgeWish {
        Objects.requireNonNull(id);
        targets = List.copyOf(targets);
        Objects.requireNonNull(cause);
        from = from == null ? "" : from;
    }
}
