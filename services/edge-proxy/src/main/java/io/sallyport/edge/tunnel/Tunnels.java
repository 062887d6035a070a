package io.sallyport.edge.tunnel;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.settings.UpstreamConfig;
import io.sallyport.edge.dial.TargetDialer;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.netty.EarlyBytes;
import io.sallyport.http.IpAddress;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.net.NetSocket;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Opens the tunnels of one event loop and knows those that are open. Owner: the loop's thread. */
public final class Tunnels {
    private final TargetDialer dialer;
    private final long idleNanos;
    private final Set<Tunnel> open = new HashSet<>();
    private Promise<Void> none;

    public Tunnels(TargetDialer dialer, UpstreamConfig config) {
        this.dialer = dialer;
        this.idleNanos = config.idleTimeout().toNanos();
    }

    /** Connects to the first address that accepts, then answers the CONNECT and sends what came early. */
    public void open(Exchange exchange, EarlyBytes early, List<IpAddress> addresses) {
        dialer.connect(exchange, addresses, socket -> opened(exchange, early, socket));
    }

    /**
     * Answers the CONNECT and sends what came early.
     *
     * @param origin to the target, paused
     */
    public void opened(Exchange exchange, EarlyBytes early, NetSocket origin) {
        exchange.status(200);
        join(exchange, early, origin);
    }

    /** Joins the two ends of an exchange that becomes a WebSocket; the answer's head is ready. */
    public void join(Exchange exchange, NetSocket origin) {
        exchange.switched();
        join(exchange, exchange.early(), origin);
    }

    /** @param origin paused */
    private void join(Exchange exchange, EarlyBytes early, NetSocket origin) {
        exchange.request().toNetSocket().onComplete(result -> {
            if (result.failed() || exchange.isOver()) {
                origin.close();
                exchange.end(Outcome.CLIENT_GONE);
                return;
            }
            NetSocket client = result.result();
            if (exchange.client().isHttp1()) { // a stream leaves its connection to the others
                exchange.client().becomeTunnel();
                client.closeHandler(gone -> exchange.client().gone());
            }
            Tunnel tunnel = new Tunnel(exchange, client, origin, idleNanos, this::closed);
            open.add(tunnel);
            tunnel.start(early.release());
        });
    }

    /** How many are open. */
    public int count() {
        return open.size();
    }

    /** Completes when none is open, at once if so. */
    public Future<Void> whenNone() {
        if (open.isEmpty()) {
            return Future.succeededFuture();
        }
        if (none == null) {
            none = Promise.promise();
        }
        return none.future();
    }

    private void closed(Tunnel tunnel) {
        open.remove(tunnel);
        if (open.isEmpty() && none != null) {
            none.tryComplete();
        }
    }

    /** Ends all of them, for a stop whose drain time is over. */
    public void closeAll() {
        for (Tunnel tunnel : List.copyOf(open)) {
            tunnel.close(Outcome.TUNNEL_CLOSED);
        }
    }
}
