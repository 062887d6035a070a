package io.sallyport.cache.engine.purge;

import io.sallyport.cache.engine.stored.PurgeSequence;
import io.sallyport.cache.engine.stored.StoredHead;
import org.jspecify.annotations.Nullable;

/**
 * What purges leave of a response.
 *
 * @param kind     how much
 * @param sequence of the purge; 0 for none
 */
public record PurgeVerdict(Kind kind, long sequence) {
    /** From the mildest to the hardest. */
    public enum Kind {
        /** No purge concerns it. */
        KEPT,
        /** It is stale since the purge: used while it is validated, or in need, as any other stale response. */
        SOFT,
        /** It may have been purged, nobody knows: the origin must vouch for it before it is used again. */
        UNSURE,
        /** It is not to be used again. */
        GONE
    }

    /** Nothing has happened. */
    public static final PurgeVerdict KEPT = new PurgeVerdict(Kind.KEPT, 0);

    static PurgeVerdict of(Kind kind, long sequence, long clean) {
        return sequence > clean ? new PurgeVerdict(kind, sequence) : KEPT;
    }

    /** The harder one. */
    PurgeVerdict and(PurgeVerdict other) {
        return other.kind.compareTo(kind) > 0 ? other : this;
    }

    public boolean isKept() {
        return kind == Kind.KEPT;
    }

    /** What is left of a head; {@code null} when the response is gone. */
    public @Nullable StoredHead leaves(StoredHead head) {
        return switch (kind) {
            case KEPT -> head;
            case SOFT -> head.staleSince(PurgeSequence.millis(sequence));
            case UNSURE -> head.unsure();
            case GONE -> null;
        };
    }
}
