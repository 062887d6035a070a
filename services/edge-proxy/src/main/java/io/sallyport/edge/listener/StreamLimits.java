package io.sallyport.edge.listener;

import io.sallyport.edge.limit.ClientLimits;
import io.sallyport.edge.limit.FrameBudget;
import io.sallyport.edge.limit.Limit;
import io.sallyport.edge.limit.ResetBudget;
import io.sallyport.edge.netty.streams.StreamMeter;
import io.sallyport.edge.time.LoopClock;
import io.vertx.core.http.HttpConnection;

/** Holds a connection of HTTP/3 to the limits of HTTP/2. Owner: the loop's thread. */
final class StreamLimits implements StreamMeter.Judge {
    private final HttpConnection connection;
    private final LoopClock clock;
    private final ClientLimits limits;
    private final FrameBudget frames;
    private final ResetBudget resets;
    private boolean ended;

    private StreamLimits(HttpConnection connection, LoopClock clock, ClientLimits limits) {
        this.connection = connection;
        this.clock = clock;
        this.limits = limits;
        this.frames = new FrameBudget(limits.config().http2(), clock.nanos());
        this.resets = new ResetBudget(limits.config().http2(), clock.nanos());
    }

    static void watch(HttpConnection connection, LoopClock clock, ClientLimits limits) {
        StreamLimits judge = new StreamLimits(connection, clock, limits);
        StreamMeter.install(connection, limits.config().http2().streams(), judge);
    }

    @Override
    public boolean reset() {
        boolean within = judged(resets.reset(clock.nanos()), Limit.RESETS);
        if (within && resets.isWornOut()) {
            connection.shutdown(limits.config().drain());
        }
        return within;
    }

    /** Counts once what is still read of a connection that ends. */
    private boolean judged(boolean within, Limit limit) {
        if (!within && !ended) {
            ended = true;
            limits.hit(limit);
        }
        return within;
    }

    @Override
    public boolean idle(int count) {
        return judged(frames.idle(count), Limit.IDLE_FRAMES);
    }

    @Override
    public void headTooLarge() {
        limits.hit(Limit.HEADER_BYTES);
    }

    @Override
    public void worked() {
        frames.worked(0);
    }
}
