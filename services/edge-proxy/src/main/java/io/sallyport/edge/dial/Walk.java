package io.sallyport.edge.dial;

import io.sallyport.contract.Outcome;
import io.sallyport.edge.exit.WayState;
import io.sallyport.edge.names.NameResolver;
import io.sallyport.edge.names.OwnAddresses;
import io.sallyport.edge.netty.HopChannel;
import io.sallyport.edge.netty.HopChannel.HopException;
import io.sallyport.edge.netty.HopTls;
import io.sallyport.edge.pool.PassageException;
import io.sallyport.http.IpAddress;
import io.sallyport.http.hop.ConnectHandshake;
import io.sallyport.http.hop.Handshake;
import io.sallyport.http.hop.HopFailure;
import io.sallyport.http.hop.SocksHandshake;
import io.sallyport.policy.engine.exit.Hop;
import io.sallyport.policy.engine.exit.Way;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.net.NetSocket;
import java.util.List;

/**
 * One connection through other proxies: to the first, through it to the next, and so on. Only names of proxies are
 * resolved here; the target's goes to the last one as it is. Owner: the loop's thread.
 */
final class Walk implements NameResolver.Asker {
    /** A proxy may need as long for the target as we need for the proxy. */
    private static final int TIMES = 2;

    /**
     * Where to.
     *
     * @param host name or literal; {@code null}: no further than the last proxy
     * @param via  what a proxy that is asked by CONNECT gets as {@code Via}; {@code null}: our own word
     */
    record Target(String host, int port, String via) {
        static final Target LAST_PROXY = new Target(null, 0);

        Target(String host, int port) {
            this(host, port, null);
        }

        boolean isProxy() {
            return host == null;
        }
    }

    private final SocketDialer dialer;
    private final OwnAddresses own;
    private final List<Hop> hops;
    private final HopTls trust;
    private final Target target;
    private final String via;
    private final Promise<NetSocket> arrived = Promise.promise();
    private final long timer;
    private Race race;
    private NetSocket socket;
    private boolean atTarget;
    private boolean over;

    private Walk(WayDialer ways, Way.Through way, HopTls trust, Target target) {
        this.dialer = ways.sockets();
        this.own = ways.own();
        this.hops = way.hops();
        this.trust = trust;
        this.target = target;
        // The second proxy of a chain must not learn which of the first one's clients asks.
        String word = target.via() == null ? ways.via() : target.via();
        this.via = hops.size() == 1 ? word : "";
        long millis = (long) dialer.connectMillis() * TIMES * hops.size();
        this.timer = dialer.vertx().setTimer(millis, late -> expired());
    }

    static Walk start(WayDialer ways, Way.Through way, HopTls trust, Target target) {
        Walk walk = new Walk(ways, way, trust, target);
        ways.names().resolve(way.first().host(), walk);
        return walk;
    }

    /** A socket to the target, paused; to the last proxy, not paused. Fails with {@link HopException}. */
    Future<NetSocket> arrival() {
        return arrived.future();
    }

    /** Nobody wants it any more. */
    void cancel() {
        fail(HopFailure.CLOSED, "nobody waits any more");
    }

    @Override
    public void resolved(List<IpAddress> addresses) {
        if (over) {
            return;
        }
        List<IpAddress> others = own.others(addresses, hops.get(0).port());
        if (others.isEmpty()) {
            fail(HopFailure.LOOP, hops.get(0) + " is this suite itself");
            return;
        }
        race = dialer.to(others, hops.get(0).port());
        race.winner().onComplete(result -> {
            if (over) {
                result.map(late -> late.close());
            } else if (result.failed()) {
                fail(HopFailure.UNREACHABLE, hops.get(0) + " cannot be connected to: " + reason(result.cause()));
            } else {
                socket = result.result();
                socket.exceptionHandler(failure -> {}); // it comes back as the end of a step
                at(0);
            }
        });
    }

    @Override
    public void unresolved(Outcome outcome) {
        fail(HopFailure.UNREACHABLE, hops.get(0) + ": its name cannot be resolved");
    }

    /** Connected to the hop of this number. */
    private void at(int index) {
        Hop hop = hops.get(index);
        if (!hop.isTls()) {
            onwards(index);
            return;
        }
        HopChannel.secure(socket, trust, hop.host(), hop.port(), (long) dialer.connectMillis() * TIMES)
                .onComplete(result -> {
                    if (result.failed()) {
                        fail(HopFailure.NO_TLS, "no TLS with " + hop + ": " + reason(result.cause()));
                    } else if (!over) {
                        onwards(index);
                    }
                });
    }

    private void onwards(int index) {
        boolean last = index == hops.size() - 1;
        if (last && target.isProxy()) {
            arrive();
            return;
        }
        atTarget = last;
        Handshake handshake = last
                ? handshake(hops.get(index), target.host(), target.port())
                : handshake(
                        hops.get(index),
                        hops.get(index + 1).host(),
                        hops.get(index + 1).port());
        HopChannel.ask(socket, handshake, last).onComplete(result -> {
            if (result.failed()) {
                refused(index, result.cause());
            } else if (!over && last) {
                arrive();
            } else if (!over) {
                at(index + 1);
            }
        });
    }

    private Handshake handshake(Hop hop, String host, int port) {
        return hop.scheme() == Hop.Scheme.SOCKS5
                ? new SocksHandshake(host, port, hop.user(), hop.password())
                : new ConnectHandshake(
                        Hop.authority(host, port), ConnectHandshake.basic(hop.user(), hop.password()), via);
    }

    /** No client has chosen the next proxy of a chain: whatever keeps us from it is the way's fault. */
    private void refused(int index, Throwable cause) {
        HopFailure failure = cause instanceof HopException hop ? hop.failure() : HopFailure.CLOSED;
        HopFailure meant = atTarget || failure.isFault() ? failure : HopFailure.UNREACHABLE;
        fail(meant, hops.get(index) + ": " + cause.getMessage());
    }

    private void arrive() {
        over = true;
        dialer.vertx().cancelTimer(timer);
        arrived.complete(socket);
    }

    private void expired() {
        fail(atTarget ? HopFailure.TARGET_TIMEOUT : HopFailure.UNREACHABLE, "no way in time");
    }

    private void fail(HopFailure failure, String detail) {
        if (over) {
            return;
        }
        over = true;
        dialer.vertx().cancelTimer(timer);
        if (race != null) {
            race.cancel();
        }
        if (socket != null) {
            socket.close();
        }
        arrived.fail(new HopException(failure, detail));
    }

    private static String reason(Throwable cause) {
        Throwable inner = cause;
        for (int depth = 0; inner.getCause() != null && depth < 8; depth++) {
            inner = inner.getCause();
        }
        return inner.getMessage() == null ? inner.getClass().getSimpleName() : inner.getMessage();
    }

    /** Counts how it ends, and says it in the vocabulary of outcomes. */
    static Future<NetSocket> counted(Future<NetSocket> arrival, WayState state) {
        return arrival.map(arrived -> {
                    state.worked();
                    state.opened();
                    HopChannel.whenClosed(arrived, state::closed);
                    return arrived;
                })
                .recover(cause -> {
                    HopFailure failure = cause instanceof HopException hop ? hop.failure() : HopFailure.UNREACHABLE;
                    state.failed(failure.isFault(), String.valueOf(cause.getMessage()));
                    return Future.failedFuture(new PassageException(
                            outcome(failure), failure.isWorthAnother(), String.valueOf(cause.getMessage())));
                });
    }

    private static Outcome outcome(HopFailure failure) {
        return switch (failure) {
            case UNREACHABLE, NO_TLS, LOGIN_REFUSED, BROKE_PROTOCOL, CLOSED, BUSY -> Outcome.EXIT_UNAVAILABLE;
            case FORBIDDEN, TARGET_UNREACHABLE -> Outcome.CONNECT_REFUSED;
            case LOOP -> Outcome.LOOP_DETECTED;
            case TARGET_UNKNOWN -> Outcome.DNS_FAILED;
            case TARGET_TIMEOUT -> Outcome.CONNECT_TIMEOUT;
        };
    }
}
