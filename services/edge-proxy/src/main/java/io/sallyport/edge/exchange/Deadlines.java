package io.sallyport.edge.exchange;

/**
 * Everything on one event loop that must end by some time, in one linked list that a periodic sweep walks.
 *
 * <p>A timer per request costs an allocation and two heap operations; setting a deadline here is one field write. The
 * price is that a deadline fires up to one sweep late. Owner: the loop's thread.
 */
public final class Deadlines {
    /** A member of the list. */
    public abstract static class Entry {
        private Entry before;
        private Entry after;
        private long dueNanos = Long.MAX_VALUE;

        /** Moves the deadline; {@link Long#MAX_VALUE} means none. */
        protected final void due(long nanos) {
            dueNanos = nanos;
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

    private final Entry anchor = new Anchor();
    private int size;

    public Deadlines() {
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

    /** Calls {@link Entry#expired} on every entry whose deadline lies before {@code nowNanos}. */
    public void sweep(long nowNanos) {
        Entry entry = anchor.after;
        while (entry != null && entry != anchor) {
            Entry next = entry.after;
            if (entry.dueNanos != Long.MAX_VALUE && entry.dueNanos - nowNanos < 0) {
                entry.dueNanos = Long.MAX_VALUE;
                entry.expired();
            }
            // An entry that takes its successor out as well ends this walk early; the next sweep sees the rest.
            entry = next;
        }
    }
}
