package io.sallyport.edge.cache;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Bytes of large bodies that clients are being sent, each body once however many read it. The cache may have let go of
 * such a body long ago, and yet a client that reads slowly keeps all of it in memory: beyond a bound no further large body
 * is to be stored, so that what is stored cannot be changed for more and more that is held so. Thread-safe.
 */
public final class LentBodies {
    /** Bytes of a smaller body do not count: with it a client holds no more than a connection's own buffers. */
    public static final int LEAST = 256 * 1024;

    private final long limit;
    private final AtomicLong taken = new AtomicLong();

    /** @param limit bytes that may be lent before it is too much */
    public LentBodies(long limit) {
        this.limit = limit;
    }

    /** Somebody begins to read a body that nobody has read. */
    public void lend(long bytes) {
        taken.addAndGet(bytes);
    }

    /** Nobody reads it any more. */
    public void back(long bytes) {
        taken.addAndGet(-bytes);
    }

    /** Whether no further large body is to be stored for now. */
    public boolean isTooMuch() {
        return taken.get() > limit;
    }

    /** Bytes lent. */
    public long taken() {
        return taken.get();
    }
}
