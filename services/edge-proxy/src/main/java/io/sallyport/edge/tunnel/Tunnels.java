package io.sallyport.edge.tunnel;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.settings.TunnelsConfig;
import io.sallyport.edge.control.SnapshotSet;
import io.sallyport.edge.dial.TargetDialer;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.ExchangeRecord;
import io.sallyport.edge.netty.EarlyBytes;
import io.sallyport.edge.netty.relay.Ends;
import io.sallyport.http.IpAddress;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.net.NetSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Opens the tunnels of one event loop and knows those that are open. Owner: the loop's thread. */
public final class Tunnels {
    /** Of HTTP/2 (RFC 9113 section 8.5), for a connection that broke off. */
    static final long CONNECT_ERROR = 0xa;

    private static final int LOOKED_AT = 2000;

    private final TargetDialer dialer;
    private final TunnelsConfig config;
    private final TunnelTimes times;
    private final AtomicLong numbers;
    private final Consumer<AccessRecord> progress;
    private final Cuts cuts;
    /** In the order of their numbers. */
    private final TreeMap<Long, Tunnel> open = new TreeMap<>();

    private int lingering;
    private Promise<Void> none;

    /**
     * @param numbers  of tunnels, shared by all loops
     * @param progress takes a record of a tunnel that goes on
     */
    public Tunnels(TargetDialer dialer, TunnelsConfig config, AtomicLong numbers, Consumer<AccessRecord> progress) {
        this.dialer = dialer;
        this.config = config;
        this.times = TunnelTimes.of(config);
        this.numbers = numbers;
        this.progress = progress;
        this.cuts = new Cuts(config.cut());
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
        exchange.transfer().status(200);
        join(exchange, early, origin, true);
    }

    /**
     * The same for a client that has asked for no target by name.
     *
     * @param origin to the target, paused
     */
    public void unnamed(Exchange exchange, EarlyBytes early, NetSocket origin) {
        exchange.transfer().status(200);
        join(exchange, early, origin, false);
    }

    /** Joins the two ends of an exchange that becomes a WebSocket; the answer's head is ready. */
    public void join(Exchange exchange, NetSocket origin) {
        exchange.transfer().switched();
        join(exchange, exchange.transfer().early(), origin, false);
    }

    /**
     * @param origin paused
     * @param named  whether the client may name in a handshake whom it wants
     */
    private void join(Exchange exchange, EarlyBytes early, NetSocket origin, boolean named) {
        Ends.keepHalfOpen(origin);
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
            begin(exchange, early, new Tunnel(this, numbers.incrementAndGet(), exchange, client, origin), named);
        });
    }

    private void begin(Exchange exchange, EarlyBytes early, Tunnel tunnel, boolean named) {
        open.put(tunnel.number(), tunnel);
        if (named && config.sni() != TunnelsConfig.Check.OFF) {
            tunnel.check(new NameGate(tunnel, config));
        }
        tunnel.start(early);
        cuts.opened(tunnel);
    }

    TunnelTimes times() {
        return times;
    }

    void progress(Exchange exchange) {
        progress.accept(ExchangeRecord.progress(exchange));
    }

    /** Called with every sweep of the deadlines, with what new exchanges decide by. */
    public void sweep(SnapshotSet current) {
        cuts.sweep(current, open.values());
    }

    /** Ends those that the policy of these snapshots forbids; completes with their number when all have been judged. */
    public Future<Integer> cutForbidden(SnapshotSet by) {
        return cuts.forbidden(by, open.values());
    }

    /** Ends those that are meant; completes as {@link #cutForbidden}. */
    public Future<Integer> cut(TunnelSelection selection) {
        return cuts.selected(selection, open.values());
    }

    /** Some of those that are open; at most {@value #LOOKED_AT} are looked at. */
    public TunnelPage page(TunnelSelection selection, long after, int limit) {
        List<TunnelView> views = new ArrayList<>();
        int looked = 0;
        for (Tunnel tunnel : open.tailMap(after, false).values()) {
            AccessRecord record = ExchangeRecord.progress(tunnel.exchange());
            if (selection.accepts(record)) {
                views.add(TunnelView.of(tunnel.number(), record, tunnel.isHalfOpen()));
            }
            looked++;
            if (looked == LOOKED_AT || views.size() == limit) {
                return new TunnelPage(open.size(), views, tunnel.number());
            }
        }
        return new TunnelPage(open.size(), views, 0);
    }

    /** How many are open. */
    public int count() {
        return open.size();
    }

    /** Completes when none is open and the last bytes of those that were are gone, at once if so. */
    public Future<Void> whenNone() {
        if (isNone()) {
            return Future.succeededFuture();
        }
        if (none == null) {
            none = Promise.promise();
        }
        return none.future();
    }

    private boolean isNone() {
        return open.isEmpty() && lingering == 0;
    }

    /** The tunnel is over; its connections may still be there. */
    void closed(Tunnel tunnel) {
        open.remove(tunnel.number());
        lingering++;
    }

    /** Nothing is left of a tunnel that is over. */
    void gone() {
        lingering--;
        if (none != null && isNone()) {
            none.tryComplete();
        }
    }

    /** Ends all of them, for a stop whose drain time is over. */
    public void closeAll() {
        for (Tunnel tunnel : List.copyOf(open.values())) {
            tunnel.close(Outcome.TUNNEL_CLOSED, TunnelTimes.BEFORE_RESET);
        }
    }
}
