package io.sallyport.edge.range;

import io.sallyport.http.range.ByteRange;
import io.vertx.core.buffer.Buffer;

/** Which bytes of a body that comes in pieces go to a client. Used by one thread. */
public final class Window {
    private static final Buffer NOTHING = Buffer.buffer(0);

    private final long first;
    private final long last;
    private long at;

    private Window(long first, long last) {
        this.first = first;
        this.last = last;
    }

    /** All of them. */
    public static Window all() {
        return new Window(0, Long.MAX_VALUE);
    }

    public static Window of(ByteRange part) {
        return new Window(part.first(), part.last());
    }

    /** What goes out of the next piece; empty for nothing. */
    public Buffer cut(Buffer piece) {
        long start = at;
        at += piece.length();
        if (start >= first && at - 1 <= last) {
            return piece;
        }
        long from = Math.max(first, start) - start;
        long to = Math.min(last + 1, at) - start;
        return from < to ? piece.slice((int) from, (int) to) : NOTHING;
    }

    /** Whether nothing that is still to come goes out. */
    public boolean isPassed() {
        return at > last;
    }

    public boolean isAll() {
        return last == Long.MAX_VALUE;
    }
}
