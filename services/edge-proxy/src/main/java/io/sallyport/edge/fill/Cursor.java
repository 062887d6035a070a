package io.sallyport.edge.fill;

import io.sallyport.contract.Outcome;
import io.vertx.core.buffer.Buffer;

/**
 * One reader's place in a {@link Fill}. Used by one thread; to be closed by it in any case. Its place is guarded by the
 * fill's lock.
 */
public final class Cursor {
    private static final int SLICE = 64 * 1024;

    private final Fill fill;
    private final Runnable more;
    Pieces.Piece at;
    long read;
    private boolean closed;

    Cursor(Fill fill, Runnable more, Pieces.Piece at) {
        this.fill = fill;
        this.more = more;
        this.at = at;
    }

    /**
     * The next piece, for sending and reading only; {@code null} when there is none now. Then {@link #isAtEnd} and {@link
     * #cut} say whether there will be, and whoever reads is told when there is more.
     */
    public Buffer next() {
        return closed ? null : fill.next(this);
    }

    /** A piece of the body when it lies there as a whole. */
    Buffer slice(Buffer body) {
        int from = (int) read;
        int to = Math.min(body.length(), from + SLICE);
        read = to;
        return from == to ? null : body.slice(from, to);
    }

    /** Whether everything has been read, and no more will come. */
    public boolean isAtEnd() {
        return fill.isAtEnd(this);
    }

    /** Why the body ends before its end; {@code null} while it does not. */
    public Outcome cut() {
        return fill.cut();
    }

    /** Whether others, and the source, may have to wait for this reader. */
    public boolean holdsOthersBack() {
        return fill.isWindowed();
    }

    void wake() {
        more.run();
    }

    public void close() {
        if (!closed) {
            closed = true;
            fill.close(this);
        }
    }
}
