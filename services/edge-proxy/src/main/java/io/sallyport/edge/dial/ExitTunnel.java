package io.sallyport.edge.dial;

import io.sallyport.contract.Outcome;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.Upstream;
import io.sallyport.edge.pool.ConnectFailure;
import io.sallyport.edge.pool.PassageException;
import io.sallyport.edge.problem.Problem;
import io.sallyport.edge.upstream.OutcomeText;
import io.sallyport.http.IpAddress;
import io.sallyport.policy.engine.exit.ExitWay;
import io.sallyport.policy.engine.exit.Way;
import io.vertx.core.AsyncResult;
import io.vertx.core.net.NetSocket;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/** Finds a tunnel one of the ways of its exit, one after the other. Owner: the loop's thread. */
final class ExitTunnel implements Upstream {
    /** Every try ends by itself before. */
    private static final long LONGEST_NANOS = 120_000_000_000L;

    private final ExitDialer dialer;
    private final Exchange exchange;
    private final Iterator<ExitWay> order;
    private final Consumer<NetSocket> taker;
    private final Runnable noWay;
    private WayDialer.Under under;

    ExitTunnel(ExitDialer dialer, Exchange exchange, List<ExitWay> order, Consumer<NetSocket> taker, Runnable noWay) {
        this.dialer = dialer;
        this.exchange = exchange;
        this.order = order.iterator();
        this.taker = taker;
        this.noWay = noWay;
    }

    void next() {
        ExitWay way = order.next();
        if (!ExitDialer.permits(exchange, way)) {
            exchange.refuse(ExitDialer.forbidden());
        } else if (way.way() instanceof Way.From) {
            dialer.targets().of(exchange, addresses -> from(way, addresses));
        } else {
            String host = exchange.facts().authority().host();
            Walk.Target target = new Walk.Target(
                    host,
                    exchange.facts().port(),
                    exchange.loop().via().ofHops(exchange.request().headers()));
            await(way, dialer.ways().through(way, exchange.snapshots().exits().trust(way), target));
        }
    }

    private void from(ExitWay way, List<IpAddress> addresses) {
        await(way, dialer.ways().from(way, addresses, exchange.facts().port()));
    }

    private void await(ExitWay way, WayDialer.Under begun) {
        under = begun;
        exchange.attempted();
        exchange.passport().leavesBy(way.pool());
        exchange.upstream(this);
        exchange.within(LONGEST_NANOS);
        begun.connection().onComplete(result -> ended(way, result));
    }

    private void ended(ExitWay way, AsyncResult<NetSocket> result) {
        if (exchange.isOver()) {
            result.map(NetSocket::close);
        } else if (result.succeeded()) {
            exchange.afterwards(() -> dialer.ways()
                    .states()
                    .of(way)
                    .carried(exchange.transfer().bytesIn() + exchange.transfer().bytesOut()));
            taker.accept(result.result().pause());
        } else {
            failed(result.cause());
        }
    }

    private void failed(Throwable cause) {
        boolean another = cause instanceof PassageException passage && passage.isWorthAnother();
        if (another && order.hasNext()) {
            next();
        } else if (another) {
            noWay.run();
        } else {
            refuse(ConnectFailure.outcome(cause));
        }
    }

    private void refuse(Outcome outcome) {
        exchange.refuse(Problem.of(outcome, OutcomeText.of(outcome)));
    }

    @Override
    public void cancel() {
        under.cancel().run();
    }

    @Override
    public void expired() {
        under.cancel().run();
        refuse(Outcome.CONNECT_TIMEOUT);
    }
}
