package io.sallyport.edge.dial;

import io.sallyport.contract.Outcome;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.Upstream;
import io.sallyport.edge.exchange.Whereabouts;
import io.sallyport.edge.pool.ConnectFailure;
import io.sallyport.edge.pool.FailureDetail;
import io.sallyport.edge.pool.Origin;
import io.sallyport.edge.problem.Problem;
import io.sallyport.edge.upstream.CallTrail;
import io.sallyport.edge.upstream.OutcomeText;
import io.sallyport.edge.wire.Wire;
import io.sallyport.http.IpAddress;
import io.vertx.core.net.NetSocket;
import java.util.List;
import java.util.function.Consumer;

/** Connects exchanges straight to checked addresses of their targets. Owner: the loop's thread. */
public final class TargetDialer {
    /** Addresses after the first come later, and each has the time that one has. */
    private static final int TIMES = 2;

    private final SocketDialer sockets;

    public TargetDialer(SocketDialer sockets) {
        this.sockets = sockets;
    }

    /** The origin of a plain request. */
    public Origin origin(List<IpAddress> addresses, int port, String name) {
        return addresses.size() == 1
                ? new Origin(addresses.get(0).toString(), port, name, Wire.PLAIN)
                : new Origin(name, port, name, Wire.PLAIN, null, new DirectPassage(sockets, addresses, port));
    }

    /** A socket for a tunnel, paused; or refuses the exchange. */
    public void connect(Exchange exchange, List<IpAddress> addresses, Consumer<NetSocket> taker) {
        Race race = sockets.to(addresses, exchange.facts().port());
        exchange.upstream(new Connecting(exchange, race));
        CallTrail.waits(exchange);
        exchange.within((long) sockets.connectMillis() * 1_000_000 * (addresses.size() == 1 ? 1 : TIMES));
        race.winner().onComplete(result -> {
            if (result.failed()) {
                Outcome outcome = ConnectFailure.outcome(result.cause());
                CallTrail.failed(
                        exchange, outcome, FailureDetail.connect(at(exchange, addresses), outcome, result.cause()));
                exchange.refuse(Problem.of(outcome, OutcomeText.of(outcome)));
            } else if (exchange.isOver()) {
                result.result().close();
            } else {
                CallTrail.connected(exchange);
                Whereabouts.dialled(exchange, result.result());
                taker.accept(result.result().pause());
            }
        });
    }

    /** The one address, or the name that has several. */
    private static String at(Exchange exchange, List<IpAddress> addresses) {
        String host = addresses.size() == 1
                ? addresses.get(0).toString()
                : exchange.facts().authority().host();
        return FailureDetail.at(host, exchange.facts().port());
    }

    private record Connecting(Exchange exchange, Race race) implements Upstream {
        @Override
        public void cancel() {
            race.cancel();
        }

        @Override
        public void expired() {
            race.cancel();
            String at = FailureDetail.at(
                    exchange.facts().authority().host(), exchange.facts().port());
            CallTrail.failed(exchange, Outcome.CONNECT_TIMEOUT, at + " did not accept the connection in time");
            exchange.refuse(Problem.of(Outcome.CONNECT_TIMEOUT, OutcomeText.of(Outcome.CONNECT_TIMEOUT)));
        }
    }
}
