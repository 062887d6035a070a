package io.sallyport.contract.cache;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * A purge, as it stands in the log and goes over the bus.
 *
 * @param id      known by this wherever it turns up twice
 * @param number  in the log; 0 while it is not in it, because the store is not to be had
 * @param before  the entry of the log that it follows
 * @param targets what is taken out; none in an entry that only begins a log
 * @param hard    whether it is gone; else it is stale
 * @param cause   why
 * @param from    who wanted it, in words
 * @param at      when it was wanted
 */
public record PurgeEntry(
        UUID id,
        long number,
        PurgePlace before,
        List<PurgeTarget> targets,
        boolean hard,
        Cause cause,
        String from,
        Instant at) {
    /** Why something is purged. */
    public enum Cause {
        /** The log begins. */
        BEGIN,
        /** Somebody asked for it by the API. */
        API,
        /** A client asked for it by the method PURGE. */
        METHOD,
        /** Requests have changed something. */
        INVALIDATION
    }

    public PurgeEntry {
        Objects.requireNonNull(id);
        before = before == null ? PurgePlace.START : before;
        targets = List.copyOf(targets);
        Objects.requireNonNull(cause);
        from = from == null ? "" : from;
        Objects.requireNonNull(at);
    }

    /** Where it stands. */
    public PurgePlace place() {
        return new PurgePlace(number, id);
    }

    /** The same at its place in the log. */
    public PurgeEntry numbered(long itsNumber, PurgePlace follows) {
        return new PurgeEntry(id, itsNumber, follows, targets, hard, cause, from, at);
    }
}
