package io.sallyport.edge.listener;

import io.sallyport.edge.limit.ClientLimits;
import io.sallyport.edge.limit.FrameBudget;
import io.sallyport.edge.limit.Limit;
import io.sallyport.edge.netty.CodecFinding;
import io.sallyport.edge.netty.FrameMeter;
import io.sallyport.edge.time.LoopClock;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpVersion;

/** Holds a connection of HTTP/2 to its limits, and counts what the codec has found. Owner: the loop's thread. */
final class HttpLimits implements FrameMeter.Judge {
    private final LoopClock clock;
    private final ClientLimits limits;
    private final FrameBudget budget;

    private HttpLimits(LoopClock clock, ClientLimits limits) {
        this.clock = clock;
        this.limits = limits;
        this.budget = new FrameBudget(limits.config().http2(), clock.nanos());
    }

    /** Exchanges hear of what ends the connection through their own handlers. */
    static void watch(HttpConnection connection, LoopClock clock, ClientLimits limits) {
        connection.exceptionHandler(failure -> count(failure, limits));
        if (connection.protocolVersion() == HttpVersion.HTTP_2) {
            FrameMeter.install(connection, new HttpLimits(clock, limits));
        } else if (connection.protocolVersion() == HttpVersion.HTTP_3) {
            StreamLimits.watch(connection, clock, limits);
        }
    }

    /** Of what ended a connection, or kept it from becoming one. */
    static void count(Throwable failure, ClientLimits limits) {
        switch (CodecFinding.of(failure)) {
            case HANDSHAKE_TIMEOUT -> limits.hit(Limit.TLS_HANDSHAKE);
            case RESETS -> limits.hit(Limit.RESETS);
            case CONTINUATIONS -> limits.hit(Limit.CONTINUATIONS);
            case EMPTY_FRAMES -> limits.hit(Limit.EMPTY_FRAMES);
            case HEADER_LIST -> limits.hit(Limit.HEADER_BYTES);
            case OTHER -> {}
        }
    }

    private boolean judged(boolean within, Limit limit) {
        if (!within) {
            limits.hit(limit);
        }
        return within;
    }

    @Override
    public boolean settings() {
        return judged(budget.settings(clock.nanos()), Limit.SETTINGS);
    }

    @Override
    public boolean ping() {
        return judged(budget.ping(clock.nanos()), Limit.PINGS);
    }

    @Override
    public boolean idle() {
        return judged(budget.idle(), Limit.IDLE_FRAMES);
    }

    @Override
    public void headTooLarge() {
        limits.hit(Limit.HEADER_BYTES);
    }

    @Override
    public void worked(long bytes) {
        budget.worked(bytes);
    }
}
