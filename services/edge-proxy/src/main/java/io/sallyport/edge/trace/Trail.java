package io.sallyport.edge.trace;

import org.jspecify.annotations.Nullable;

/**
 * How a request fared on its way, as far as there is anything to say: most have no trail at all. Owner: the loop's thread.
 */
public final class Trail {
    private static final int DETAIL_MAX = 256;

    private @Nullable Trace trace;
    private long waitingSinceNanos;
    private long connectNanos;
    private String detail = "";

    /** What is noted of the request; {@code null} when it is not traced. */
    public @Nullable Trace trace() {
        return trace;
    }

    public void trace(Trace begun) {
        trace = begun;
    }

    /** It waits for a connection to its origin, or for what is needed to make one. */
    public void waits(long nowNanos) {
        if (waitingSinceNanos == 0) {
            waitingSinceNanos = nowNanos;
        }
    }

    /** There is one; gives how long it took, 0 when nobody has waited. */
    public long connected(long nowNanos) {
        long waited = waitingSinceNanos == 0 ? 0 : nowNanos - waitingSinceNanos;
        waitingSinceNanos = 0;
        connectNanos += waited;
        return waited;
    }

    /** Time spent waiting for connections, nanoseconds. */
    public long connectNanos() {
        return connectNanos;
    }

    /** What stands behind the outcome, in words for an operator; names no client. */
    public void cause(String words) {
        detail = words.length() <= DETAIL_MAX ? words : words.substring(0, DETAIL_MAX);
    }

    /** The same, where nothing better is known. */
    public void said(String words) {
        if (detail.isEmpty()) {
            cause(words);
        }
    }

    public String detail() {
        return detail;
    }
}
