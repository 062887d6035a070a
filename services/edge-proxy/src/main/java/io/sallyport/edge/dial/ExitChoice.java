package io.sallyport.edge.dial;

import io.sallyport.contract.Outcome;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.pool.Origin;
import io.sallyport.edge.pool.Passage;
import io.sallyport.edge.problem.Problem;
import io.sallyport.edge.upstream.OriginChoice;
import io.sallyport.edge.upstream.OutcomeText;
import io.sallyport.edge.wire.Wire;
import io.sallyport.http.IpAddress;
import io.sallyport.policy.engine.exit.ExitGroup;
import io.sallyport.policy.engine.exit.ExitWay;
import io.sallyport.policy.engine.exit.Way;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * The ways that a plain request may leave by, in turn. A further one only after one that did not work; what the target
 * did goes back to the client. Owner: the loop's thread.
 */
final class ExitChoice implements OriginChoice {
    private final Exchange exchange;
    private final WayDialer ways;
    private final String owner;
    private final Iterator<ExitWay> order;
    private final List<IpAddress> addresses;
    private ExitWay way;
    private boolean settled;

    /**
     * @param order     of one kind
     * @param addresses checked ones, for ways from addresses of this machine
     */
    ExitChoice(Exchange exchange, WayDialer ways, ExitGroup group, List<ExitWay> order, List<IpAddress> addresses) {
        this.exchange = exchange;
        this.ways = ways;
        this.owner = group.owner(exchange.user(), exchange.facts().client().toString());
        this.order = order.iterator();
        this.addresses = addresses;
    }

    @Override
    public int attempts() {
        return ExitDialer.MOST_TRIES;
    }

    @Override
    public Origin next() {
        if (settled || !order.hasNext()) {
            return null;
        }
        way = order.next();
        exchange.passport().leavesBy(way.pool());
        String host = exchange.facts().authority().host();
        int port = exchange.facts().port();
        // Connections that tell users apart are those of one user: the next proxy would see one through the other.
        return new Origin(host, port, owner + ' ' + host, Wire.PLAIN, null, passage(host, port));
    }

    private Passage passage(String host, int port) {
        return way.way() instanceof Way.From
                ? new SourcePassage(ways, way, Set.copyOf(addresses), port)
                : WayPassage.of(
                        ways,
                        way,
                        exchange.snapshots().exits().trust(way),
                        host,
                        port,
                        exchange.transfer().isWebSocket());
    }

    @Override
    public Problem exhausted() {
        return Problem.of(Outcome.EXIT_UNAVAILABLE, OutcomeText.of(Outcome.EXIT_UNAVAILABLE));
    }

    @Override
    public void failed(Outcome outcome, boolean idle) {
        settled = outcome != Outcome.EXIT_UNAVAILABLE;
    }

    @Override
    public void ended(Outcome outcome) {
        if (way != null) {
            ways.states()
                    .of(way)
                    .carried(exchange.transfer().bytesIn() + exchange.transfer().bytesOut());
            way = null;
        }
    }
}
