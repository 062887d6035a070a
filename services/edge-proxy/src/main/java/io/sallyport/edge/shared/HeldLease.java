package io.sallyport.edge.shared;

import io.sallyport.contract.cache.LeaseNote;
import io.sallyport.edge.cache.SharedTier;

/**
 * The right to fetch for all edges. It ends once: by {@link #end}, unless a fill has taken it over, and then by the fill.
 * Owner: the loop's thread.
 */
final class HeldLease implements SharedTier.Lease {
    private final LeaseBook book;
    private final Instance instance;
    private final byte[] key;
    private final String token;
    private final long since;
    private long renewed;
    private boolean taken;
    private boolean ended;

    HeldLease(LeaseBook book, Instance instance, byte[] key, String token, long now) {
        this.book = book;
        this.instance = instance;
        this.key = key;
        this.token = token;
        this.since = now;
        this.renewed = now;
    }

    @Override
    public void end(boolean notStored) {
        if (!taken) {
            giveUp(notStored);
        }
    }

    /** A fill ends it from now on. */
    void take() {
        taken = true;
    }

    /** Nothing comes of it. */
    void giveUp(boolean notStored) {
        if (!ended) {
            ended();
            book.tell(this, notStored ? LeaseNote.State.NOT_STORED : LeaseNote.State.GIVEN_UP);
        }
    }

    /** What was brought with its token has ended it. */
    void ended() {
        ended = true;
        book.remove(this);
    }

    Instance instance() {
        return instance;
    }

    byte[] key() {
        return key;
    }

    String token() {
        return token;
    }

    long since() {
        return since;
    }

    long renewed() {
        return renewed;
    }

    void renewed(long now) {
        renewed = now;
    }
}
