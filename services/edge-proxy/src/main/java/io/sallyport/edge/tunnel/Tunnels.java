package io.sallyport.edge.tunnel;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.settings.UpstreamConfig;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.Problem;
import io.sallyport.edge.netty.EarlyBytes;
import io.sallyport.edge.upstream.ConnectFailure;
import io.sallyport.edge.upstream.OutcomeText;
import io.sallyport.http.IpAddress;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** Opens the tunnels of one event loop and knows those that are open. Owner: the loop's thread. */
public final class Tunnels {
    private final NetClient client;
    private final long connectNanos;
    private final long idleNanos;
    private final Set<Tunnel> open = new HashSet<>();
    private Promise<Void> none;

    public Tunnels(NetClient client, UpstreamConfig config) {
        this.client = client;
        this.connectNanos = config.connectTimeout().toNanos();
        this.idleNanos = config.idleTimeout().toNanos();
    }

    /** Connects to the first address that accepts, then answers the CONNECT and sends what came early. */
    public void open(Exchange exchange, EarlyBytes early, List<IpAddress> addresses) {
        exchange.upstream(new Connecting(exchange));
        exchange.within(connectNanos);
        tryNext(exchange, early, addresses.iterator(), Outcome.CONNECT_REFUSED);
    }

    private void tryNext(Exchange exchange, EarlyBytes early, Iterator<IpAddress> addresses, Outcome otherwise) {
        if (exchange.isOver()) {
            return;
        }
        if (!addresses.hasNext()) {
            exchange.refuse(Problem.of(otherwise, OutcomeText.of(otherwise)));
            return;
        }
        SocketAddress address = SocketAddress.inetSocketAddress(
                exchange.facts().port(), addresses.next().toString());
        client.connect(address).onComplete(result -> {
            if (result.failed()) {
                tryNext(exchange, early, addresses, ConnectFailure.outcome(result.cause()));
            } else if (exchange.isOver()) {
                result.result().close();
            } else {
                exchange.status(200);
                result.result().pause();
                join(exchange, early, result.result());
            }
        });
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
            exchange.client().becomeTunnel();
            client.closeHandler(gone -> exchange.client().gone());
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

    private record Connecting(Exchange exchange) implements io.sallyport.edge.exchange.Upstream {
        @Override
        public void cancel() {
            // A connection that still comes finds the exchange over and is closed.
        }

        @Override
        public void expired() {
            exchange.refuse(Problem.of(Outcome.CONNECT_TIMEOUT, OutcomeText.of(Outcome.CONNECT_TIMEOUT)));
        }
    }
}
