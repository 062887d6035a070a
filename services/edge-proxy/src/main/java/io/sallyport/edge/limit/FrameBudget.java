package io.sallyport.edge.limit;

import io.sallyport.contract.settings.Http2LimitsConfig;

/**
 * What frames of one connection of HTTP/2 or HTTP/3 a client may still send that ask for nothing. A client that only works may send
 * as many as its work needs: each request and each piece of an answer earns some. Owner: the loop's thread.
 */
public final class FrameBudget {
    private static final long MINUTE_NANOS = 60_000_000_000L;
    /** A client tells of room for a stream and for the connection after each piece that it takes, seldom more. */
    private static final int EARNED_BY_WORK = 10;

    private static final int BYTES_TO_EARN_ONE = 1024;

    private final Http2LimitsConfig config;
    private long minuteNanos;
    private int settings;
    private int pings;
    private int idle;
    private boolean worked;

    public FrameBudget(Http2LimitsConfig config, long nowNanos) {
        this.config = config;
        this.minuteNanos = nowNanos;
        this.idle = config.idleFrames();
    }

    /** A request has begun, or so many bytes of answers have gone out. */
    public void worked(long bytes) {
        worked = true;
        idle = (int) Math.min(config.idleFrames(), idle + EARNED_BY_WORK + bytes / BYTES_TO_EARN_ONE);
    }

    /** SETTINGS has come; {@code false} when that is too much. */
    public boolean settings(long nowNanos) {
        turn(nowNanos);
        return ++settings <= config.settings();
    }

    /** PING has come. Clients measure the way with one for each piece of an answer; those are not counted. */
    public boolean ping(long nowNanos) {
        turn(nowNanos);
        if (worked) {
            worked = false;
            return true;
        }
        return ++pings <= config.pings();
    }

    /** A frame has come that asks for nothing. */
    public boolean idle() {
        return idle(1);
    }

    /** So many have come. */
    public boolean idle(int frames) {
        idle -= frames;
        return idle >= 0;
    }

    private void turn(long nowNanos) {
        if (nowNanos - minuteNanos >= MINUTE_NANOS) {
            minuteNanos = nowNanos;
            settings = 0;
            pings = 0;
        }
    }
}
