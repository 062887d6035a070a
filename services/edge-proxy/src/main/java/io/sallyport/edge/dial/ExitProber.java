package io.sallyport.edge.dial;

import io.sallyport.contract.HostPort;
import io.sallyport.contract.Outcome;
import io.sallyport.edge.exit.ExitPlan;
import io.sallyport.edge.exit.WayState;
import io.sallyport.edge.names.NameResolver;
import io.sallyport.http.IpAddress;
import io.sallyport.policy.engine.exit.ExitWay;
import io.sallyport.policy.engine.exit.Way;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.net.NetSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Probes the ways of the policy in force, for the whole edge: each by itself, at its own interval, never twice at a time.
 * One loop of an edge does it. Owner: that loop's thread.
 */
public final class ExitProber {
    private final WayDialer ways;
    private final Map<ExitWay, Turn> turns = new HashMap<>();
    private ExitPlan plan = ExitPlan.NONE;

    private static final class Turn {
        private long dueNanos;
        private boolean running;
    }

    public ExitProber(WayDialer ways) {
        this.ways = ways;
    }

    /** Called about ten times a second. */
    public void tick(ExitPlan current, long nowNanos) {
        if (plan != current) {
            plan = current;
            turns.keySet().retainAll(plan.ways());
            ways.states().retain(plan.ways());
        }
        for (ExitWay way : plan.ways()) {
            Turn turn = turns.computeIfAbsent(way, made -> new Turn());
            if (!turn.running && nowNanos - turn.dueNanos >= 0) {
                turn.running = true;
                turn.dueNanos = nowNanos + way.check().interval().toNanos();
                probe(way, turn);
            }
        }
    }

    private void probe(ExitWay way, Turn turn) {
        WayState state = ways.states().of(way);
        Promise<NetSocket> answer = Promise.promise();
        long timer = ways.sockets()
                .vertx()
                .setTimer(way.check().timeout().toMillis(), late -> answer.tryFail("no answer to a probe in time"));
        attempt(way).onComplete(result -> {
            if (result.succeeded() && !answer.tryComplete(result.result())) {
                close(result.result());
            } else if (result.failed()) {
                answer.tryFail(result.cause());
            }
        });
        answer.future().onComplete(result -> {
            ways.sockets().vertx().cancelTimer(timer);
            turn.running = false;
            state.probed(result.succeeded() ? "" : String.valueOf(result.cause().getMessage()));
            if (result.succeeded()) {
                close(result.result());
            }
        });
    }

    private static void close(NetSocket socket) {
        if (socket != null) {
            socket.close();
        }
    }

    /** A socket, or {@code null} where none is needed. */
    private Future<NetSocket> attempt(ExitWay way) {
        HostPort target = way.check().target().map(HostPort::parse).orElse(null);
        if (way.way() instanceof Way.From from) {
            return target == null ? bind(from.source()) : connect(from.source(), target);
        }
        Walk.Target end = target == null ? Walk.Target.LAST_PROXY : new Walk.Target(target.host(), target.port());
        return ways.probe(way, plan.trust(way), end);
    }

    /** Whether the address is one of this machine's. */
    private Future<NetSocket> bind(IpAddress source) {
        return ways.sockets()
                .vertx()
                .executeBlocking(
                        () -> {
                            try (Socket socket = new Socket()) {
                                socket.bind(new InetSocketAddress(InetAddress.getByAddress(source.bytes()), 0));
                            }
                            return null;
                        },
                        false);
    }

    private Future<NetSocket> connect(IpAddress source, HostPort target) {
        Promise<NetSocket> connected = Promise.promise();
        ways.names().resolve(target.host(), new NameResolver.Asker() {
            @Override
            public void resolved(List<IpAddress> addresses) {
                List<IpAddress> same = addresses.stream()
                        .filter(each -> each.isV4() == source.isV4())
                        .toList();
                if (same.isEmpty()) {
                    connected.fail("the target of probes has no address of this family");
                } else {
                    ways.sockets().from(source, same, target.port()).winner().onComplete(connected);
                }
            }

            @Override
            public void unresolved(Outcome outcome) {
                connected.fail("the target of probes cannot be resolved");
            }
        });
        return connected.future();
    }
}
