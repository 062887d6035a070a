package io.sallyport.edge.upstream;

import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.Grpc;
import io.sallyport.edge.limit.BodyPace;

/**
 * How a request's body comes, held against the pace that is asked of it. The time in which the origin takes no more, and
 * that in which our own loop stood still, is not the client's. A conversation by gRPC has no pace. Owner: the loop's thread.
 */
final class BodyWatch {
    private final Exchange exchange;
    private final BodyPace pace;
    private final boolean free;
    private final long idleNanos;
    private long askedNanos;
    /** What the loop had lost by then. */
    private long lostNanos;

    private long lastNanos;
    private long bytes;
    private boolean over;

    /** @param idleNanos without a byte, whatever the pace */
    BodyWatch(Exchange exchange, long idleNanos) {
        this.exchange = exchange;
        this.pace = exchange.client().limits().pace();
        this.free = Grpc.isSpoken(exchange);
        this.idleNanos = idleNanos;
    }

    /** The body is asked for. */
    void begin() {
        askedNanos = now();
        lastNanos = askedNanos;
        lostNanos = exchange.loop().deadlines().lostNanos();
    }

    void piece(int length) {
        lastNanos = now();
        bytes += length;
    }

    /** The origin takes more again, since the last piece has come. */
    void goOn() {
        long now = now();
        askedNanos += now - lastNanos;
        lastNanos = now;
    }

    /** From now on it may take its time, as the answer may. */
    void release() {
        over = true;
    }

    /** Gives the client the time that it has for the next piece. */
    void await() {
        exchange.within(free || over ? idleNanos : Math.min(idleNanos, pace.leftNanos(elapsedNanos(), bytes)));
    }

    private long elapsedNanos() {
        long lost = exchange.loop().deadlines().lostNanos() - lostNanos;
        return Math.max(0, now() - askedNanos - lost);
    }

    /** The time is over. */
    void missed() {
        exchange.client().limits().hit(pace.missed(now() - lastNanos));
    }

    private long now() {
        return exchange.loop().clock().nanos();
    }
}
