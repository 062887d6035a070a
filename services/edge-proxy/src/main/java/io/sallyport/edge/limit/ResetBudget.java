package io.sallyport.edge.limit;

import io.sallyport.contract.settings.Http2LimitsConfig;

/** Streams of one connection of HTTP/3 that may still be reset. Owner: the loop's thread. */
public final class ResetBudget {
    private static final long WINDOW_NANOS = 30_000_000_000L;
    /** Times the resets of a window, on the whole connection: a few hundred bytes stay in memory for each. */
    private static final int WINDOWS = 10;

    private final int resets;
    private long windowNanos;
    private int inWindow;
    private int all;

    public ResetBudget(Http2LimitsConfig config, long nowNanos) {
        this.resets = config.resets();
        this.windowNanos = nowNanos;
    }

    /** A stream was reset; {@code false} when that is too much. */
    public boolean reset(long nowNanos) {
        if (nowNanos - windowNanos >= WINDOW_NANOS) {
            windowNanos = nowNanos;
            inWindow = 0;
        }
        all++;
        return ++inWindow <= resets;
    }

    /** Whether the connection has just had as many as one should have in all its life. */
    public boolean isWornOut() {
        return all == (long) WINDOWS * resets;
    }
}
