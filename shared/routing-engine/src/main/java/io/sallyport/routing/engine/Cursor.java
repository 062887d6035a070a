package io.sallyport.routing.engine;

/**
 * Whose turn it is in one track. Mutable and not thread-safe: it belongs to one event loop, which takes it from its own
 * {@link Cursors}; loops that shared one would pay for the contention on every request.
 */
public final class Cursor {
    private int position;

    /** Starts at the given position, any number. */
    public Cursor(int start) {
        this.position = start;
    }

    /** The turn among {@code count} endpoints, then one step on. */
    int next(int count) {
        int turn = Integer.remainderUnsigned(position, count);
        position++;
        return turn;
    }
}
