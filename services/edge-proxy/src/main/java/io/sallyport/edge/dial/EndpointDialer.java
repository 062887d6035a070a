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
import io.sallyport.edge.upstream.OriginChoice;
import io.sallyport.edge.upstream.OutcomeText;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.net.NetSocket;
import java.util.function.Consumer;

/**
 * Connects exchanges to endpoints for their bytes alone: to the balancer's choice, and to the next one when that does
 * not accept. Owner: the loop's thread.
 */
public final class EndpointDialer {
    private static final int CONNECTED = 200;

    private final SocketDialer sockets;

    public EndpointDialer(SocketDialer sockets) {
        this.sockets = sockets;
    }

    /** A socket for a tunnel, paused and announced to the endpoint; or refuses the exchange. */
    public void connect(Exchange exchange, OriginChoice choice, Consumer<NetSocket> taker) {
        exchange.afterwards(() -> choice.ended(exchange.outcome()));
        Dialling dialling = new Dialling(exchange, choice, taker);
        exchange.upstream(dialling);
        if (!dialling.tryNext()) {
            exchange.refuse(choice.exhausted());
        }
    }

    private final class Dialling implements Upstream {
        private final Exchange exchange;
        private final OriginChoice choice;
        private final Consumer<NetSocket> taker;
        private int tries;
        private Origin origin;
        /** {@code null} once it is over. */
        private Future<NetSocket> attempt;

        Dialling(Exchange exchange, OriginChoice choice, Consumer<NetSocket> taker) {
            this.exchange = exchange;
            this.choice = choice;
            this.taker = taker;
        }

        boolean tryNext() {
            origin = tries < choice.attempts() ? choice.next() : null;
            if (origin == null) {
                return false;
            }
            tries++;
            exchange.attempted();
            CallTrail.waits(exchange);
            exchange.within((long) sockets.connectMillis() * 1_000_000);
            Future<NetSocket> now = sockets.to(origin.host(), origin.port());
            attempt = now;
            now.onComplete(result -> connected(now, result));
            return true;
        }

        /** What comes of a try that has been given up is closed. */
        private void connected(Future<NetSocket> from, AsyncResult<NetSocket> result) {
            if (from != attempt || exchange.isOver()) {
                if (result.succeeded()) {
                    result.result().close();
                }
                return;
            }
            attempt = null;
            if (result.failed()) {
                failed(ConnectFailure.outcome(result.cause()), result.cause());
                return;
            }
            NetSocket socket = result.result().pause();
            CallTrail.connected(exchange);
            Whereabouts.dialled(exchange, socket);
            choice.answered(CONNECTED);
            if (origin.announcement() != null) {
                socket.write(origin.announcement());
            }
            taker.accept(socket);
        }

        private void failed(Outcome outcome, Throwable cause) {
            String at = FailureDetail.at(origin.host(), origin.port());
            CallTrail.failed(exchange, outcome, FailureDetail.connect(at, outcome, cause));
            choice.failed(outcome, false);
            if (!tryNext()) {
                exchange.refuse(choice.explained(Problem.of(outcome, OutcomeText.of(outcome))));
            }
        }

        @Override
        public void cancel() {
            attempt = null;
        }

        @Override
        public void expired() {
            attempt = null;
            failed(Outcome.CONNECT_TIMEOUT, null);
        }
    }
}
