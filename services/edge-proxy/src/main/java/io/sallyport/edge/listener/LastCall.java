package io.sallyport.edge.listener;

import io.sallyport.edge.client.ClientConnection;
import io.sallyport.edge.exchange.Loop;
import io.sallyport.edge.time.Deadlines;
import java.time.Duration;

/** The moment after which a client of HTTP/2 may open no stream any more (RFC 9113 section 6.8). Owner: the loop's thread. */
final class LastCall extends Deadlines.Entry {
    private final Loop loop;
    private final ClientConnection client;
    private final Duration limit;

    private LastCall(Loop loop, ClientConnection client, Duration limit) {
        this.loop = loop;
        this.client = client;
        this.limit = limit;
    }

    /** @param limit for the streams that are open then */
    static void after(Loop loop, ClientConnection client, long nanos, Duration limit) {
        if (client.isHttp1() || client.isHttp3()) {
            return;
        }
        LastCall call = new LastCall(loop, client, limit);
        call.due(loop.clock().nanos() + nanos);
        loop.deadlines().add(call);
    }

    @Override
    protected void expired() {
        loop.deadlines().remove(this);
        client.lastCall(limit);
    }
}
