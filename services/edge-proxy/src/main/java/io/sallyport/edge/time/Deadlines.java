package io.sallyport.edge.time;

/**
 * Everything on one event loop that must end by some time, in one linked list that a periodic sweep walks.
 *
 * <p>A timer per request costs an allocation and two heap operations; setting a deadline here is one field write. The
 * price is that a deadline fires up to one sweep late.
 *
 * <p>A loop that stood still (a stopped process, a starved machine) has read nothing meanwhile, and what came waits in
 * sockets. So after a sweep that is late whoever is due gets that time once more, up to five seconds: long enough to read
 * what is there, and no way for a client to stay, because it is given once for each deadline. Owner: the loop's thread.
 */
public final class Deadlines {
    /** A member of the list. */
    public abstract static class Entry {
        private Entry before;
        private Entry after;
        private long dueNanos = Long.MAX_VALUE;
        /** Whether the deadline has been moved because we were late. */
        private boolean spared;

        /** Moves the deadline; {@link Long#MAX_VALUE} means none. */
        protected final void due(long nanos) {
            dueNanos = nanos;
            spared = false;
        }

        /** The deadline has passed; it is cleared before this call. */
        protected abstract void expired();
    }

    private static final class Anchor extends Entry {
        @Override
        protected void expired() {
            throw new IllegalStateException("the anchor has no deadline");
        }
    }

    /** Sweeps are a tenth of a second apart; what is longer than this between two was lost. */
    private static final long LATE_NANOS = 500_000_000;

    private static final long MOST_PATIENCE_NANOS = 5_000_000_000L;

    private final Entry anchor = new Anchor();
    private int size;
    private long sweptNanos;
    private long lostNanos;
    private boolean patient;
    private long patientUntil;

    /** @param nowNanos the time from which the first sweep may be late, as any later one */
    public Deadlines(long nowNanos) {
        sweptNanos = nowNanos;
        anchor.before = anchor;
        anchor.after = anchor;
    }

    /** Adds an entry that is in no list. */
    public void add(Entry entry) {
        entry.before = anchor.before;
        entry.after = anchor;
        anchor.before.after = entry;
        anchor.before = entry;
        size++;
    }

    /** Takes an entry out; harmless when it is not in. */
    public void remove(Entry entry) {
        if (entry.after == null) {
            return;
        }
        entry.before.after = entry.after;
        entry.after.before = entry.before;
        entry.before = null;
        entry.after = null;
        size--;
    }

    /** How many entries there are, with and without a deadline. */
    public int size() {
        return size;
    }

    /** Nanoseconds in which the loop stood still. */
    public long lostNanos() {
        return lostNanos;
    }

    /** Calls {@link Entry#expired} on every entry whose deadline lies before {@code nowNanos}. */
    public void sweep(long nowNanos) {
        lookBack(nowNanos);
        Entry entry = anchor.after;
        while (entry != null && entry != anchor) {
            Entry next = entry.after;
            if (entry.dueNanos != Long.MAX_VALUE && entry.dueNanos - nowNanos < 0) {
                due(entry);
            }
            // An entry that takes its successor out as well ends this walk early; the next sweep sees the rest.
            entry = next;
        }
    }

    private void lookBack(long nowNanos) {
        long since = nowNanos - sweptNanos;
        if (since > LATE_NANOS) {
            lostNanos += since;
            patient = true;
            patientUntil = nowNanos + Math.min(since, MOST_PATIENCE_NANOS);
        } else if (patient && patientUntil - nowNanos <= 0) {
            patient = false;
        }
        sweptNanos = nowNanos;
    }

    private void due(Entry entry) {
        if (patient && !entry.spared) {
            entry.spared = true;
            entry.dueNanos = patientUntil;
        } else {
            entry.dueNanos = Long.MAX_VALUE;
            entry.expired();
        }
    }
}
