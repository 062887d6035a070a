package io.sallyport.edge.dial;

import io.sallyport.contract.Outcome;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.problem.Problem;
import io.sallyport.edge.upstream.CheckedTargets;
import io.sallyport.edge.upstream.OriginChoice;
import io.sallyport.edge.upstream.OutcomeText;
import io.sallyport.policy.engine.DialSafety;
import io.sallyport.policy.engine.exit.ExitGroup;
import io.sallyport.policy.engine.exit.ExitWay;
import io.sallyport.policy.engine.exit.Rendezvous;
import io.sallyport.policy.engine.exit.Way;
import io.vertx.core.net.NetSocket;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Lets exchanges leave by the exit that their rule names, or not at all: what goes out directly is only what an exit with
 * {@code failClosed: false} lets go. Owner: the loop's thread.
 */
public final class ExitDialer {
    /** Ways that one request may try. */
    static final int MOST_TRIES = 3;

    private static final String DIRECT = ":direct";
    private static final Problem NONE = Problem.of(Outcome.EXIT_UNAVAILABLE, OutcomeText.of(Outcome.EXIT_UNAVAILABLE));
    private static final Problem FORBIDDEN =
            Problem.of(Outcome.TARGET_FORBIDDEN, "The target's address is not one that this proxy connects to.");

    private final WayDialer ways;
    private final CheckedTargets targets;
    private final SplittableRandom chance;

    public ExitDialer(WayDialer ways, CheckedTargets targets, SplittableRandom chance) {
        this.ways = ways;
        this.targets = targets;
        this.chance = chance;
    }

    /** Whether the exchange's rule names an exit. */
    public static boolean concerns(Exchange exchange) {
        return !exchange.passport().exit().isEmpty();
    }

    /**
     * A socket for a tunnel, paused; or refuses the exchange.
     *
     * @param directly for exits that may fail open
     */
    public void tunnel(Exchange exchange, Consumer<NetSocket> taker, Runnable directly) {
        ExitGroup group = group(exchange);
        List<ExitWay> order = order(exchange, group);
        if (order.isEmpty()) {
            noWay(exchange, group, directly);
        } else {
            new ExitTunnel(this, exchange, order, taker, () -> noWay(exchange, group, directly)).next();
        }
    }

    /**
     * Where a plain request goes; or refuses the exchange.
     *
     * @param directly for exits that may fail open
     */
    public void plain(Exchange exchange, Consumer<OriginChoice> start, Runnable directly) {
        ExitGroup group = group(exchange);
        List<ExitWay> order = order(exchange, group);
        if (order.isEmpty()) {
            noWay(exchange, group, directly);
        } else if (!permits(exchange, order.get(0))) {
            exchange.refuse(FORBIDDEN);
        } else if (order.get(0).way() instanceof Way.From) {
            List<ExitWay> sources =
                    order.stream().filter(way -> way.way() instanceof Way.From).toList();
            targets.of(exchange, addresses -> start.accept(new ExitChoice(exchange, ways, group, sources, addresses)));
        } else {
            List<ExitWay> proxies = order.stream()
                    .filter(way -> way.way() instanceof Way.Through)
                    .toList();
            start.accept(new ExitChoice(exchange, ways, group, proxies, List.of()));
        }
    }

    private static ExitGroup group(Exchange exchange) {
        return exchange.snapshots().exits().group(exchange.passport().exit());
    }

    /** Best first; none without a group, so that a name that means nothing never means the direct way. */
    private List<ExitWay> order(Exchange exchange, ExitGroup group) {
        if (group == null) {
            return List.of();
        }
        long key = group.key(
                exchange.user(),
                exchange.facts().client().toString(),
                exchange.facts().authority().host(),
                chance.nextLong());
        return Rendezvous.order(group.ways(), key, way -> ways.states().of(way).isHealthy(), MOST_TRIES);
    }

    private static void noWay(Exchange exchange, ExitGroup group, Runnable directly) {
        if (group == null || group.failClosed()) {
            exchange.refuse(NONE);
        } else {
            exchange.passport().leavesBy(group.name() + DIRECT);
            directly.run();
        }
    }

    /** What the target may be where another proxy resolves it; where we do, {@link CheckedTargets} decides. */
    static boolean permits(Exchange exchange, ExitWay way) {
        return way.way() instanceof Way.From
                || DialSafety.permitsElsewhere(exchange.facts().authority().host(), exchange.dial());
    }

    static Problem forbidden() {
        return FORBIDDEN;
    }

    WayDialer ways() {
        return ways;
    }

    CheckedTargets targets() {
        return targets;
    }
}
