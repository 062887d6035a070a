package io.sallyport.edge.tunnel;

import io.sallyport.edge.exchange.Loop;
import io.sallyport.edge.netty.relay.Relay;
import io.sallyport.edge.time.Deadlines;

/**
 * The connections of a tunnel that is over, until their last bytes have been taken or the time for it has passed. Looks
 * with every sweep of the deadlines. Owner: the loop's thread.
 */
final class Lingering extends Deadlines.Entry {
    private final Loop loop;
    private final Relay relay;
    private final long untilNanos;
    private final Runnable gone;

    private Lingering(Loop loop, Relay relay, long untilNanos, Runnable gone) {
        this.loop = loop;
        this.relay = relay;
        this.untilNanos = untilNanos;
        this.gone = gone;
    }

    /** @param gone called when nothing is left of the tunnel, at once or later */
    static void on(Loop loop, Relay relay, long nanos, Runnable gone) {
        long now = loop.clock().nanos();
        Lingering lingering = new Lingering(loop, relay, now + nanos, gone);
        if (lingering.isOver(now)) {
            lingering.end();
        } else {
            lingering.due(now);
            loop.deadlines().add(lingering);
        }
    }

    private boolean isOver(long now) {
        return relay.isClosed() || now - untilNanos >= 0;
    }

    private void end() {
        gone.run();
        relay.abort();
    }

    @Override
    protected void expired() {
        long now = loop.clock().nanos();
        if (isOver(now)) {
            loop.deadlines().remove(this);
            end();
        } else {
            due(now);
        }
    }
}
