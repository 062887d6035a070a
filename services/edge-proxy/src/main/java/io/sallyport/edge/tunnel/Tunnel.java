package io.sallyport.edge.tunnel;

import io.sallyport.contract.Outcome;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.Upstream;
import io.sallyport.edge.netty.EarlyBytes;
import io.sallyport.edge.netty.relay.Relay;
import io.sallyport.http.IpAddress;
import io.sallyport.policy.engine.Destination;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.NetSocket;

/**
 * One open tunnel: how long it lasts, and what becomes of it. Bytes move in {@link Relay}; a byte costs it a count and a
 * look at the clock for each piece read, and its times are looked at when the earliest of them has come. Owner: the
 * loop's thread.
 */
final class Tunnel implements Upstream, Relay.Watcher {
    private final Tunnels tunnels;
    private final long number;
    private final Exchange exchange;
    private final NetSocket client;
    private final Relay relay;
    /** {@code null} when the socket has no address. */
    private final String remote;

    private final TunnelTimes times;
    private final long openedNanos;
    private long movedNanos;
    private long recordedNanos;
    private long waiting;
    private NameGate names;
    private long heldNanos;

    Tunnel(Tunnels tunnels, long number, Exchange exchange, NetSocket client, NetSocket origin) {
        this.tunnels = tunnels;
        this.number = number;
        this.exchange = exchange;
        this.client = client;
        this.times = tunnels.times();
        this.remote =
                origin.remoteAddress() == null ? null : origin.remoteAddress().hostAddress();
        this.relay = Relay.of(client, origin, this);
        this.openedNanos = now();
        this.movedNanos = openedNanos;
        this.recordedNanos = openedNanos;
    }

    /** Has the client's first bytes looked at; to be called before the start. */
    void check(NameGate check) {
        names = check;
        relay.gate(check);
    }

    /** @param early what the client has sent already */
    void start(EarlyBytes early) {
        exchange.upstream(this);
        // A socket that handles the server's shutdown is left open by it, for as long as the drain time lasts.
        client.shutdownHandler(time -> {});
        relay.start(early.release(), early.isEnded());
        arm();
    }

    long number() {
        return number;
    }

    Exchange exchange() {
        return exchange;
    }

    /** Where it leads, for rules that ask; by another proxy that is not known here. */
    Destination destination() {
        IpAddress address = remote == null || !exchange.passport().exit().isEmpty() ? null : IpAddress.parse(remote);
        return address == null
                ? Destination.ELSEWHERE
                : new Destination(address, exchange.snapshots().countries().of(address));
    }

    /** Whether one side has ended. */
    boolean isHalfOpen() {
        return relay.isHalfOpen();
    }

    private long now() {
        return exchange.loop().clock().nanos();
    }

    @Override
    public void fromClient(int bytes) {
        movedNanos = now();
        exchange.transfer().received(bytes);
        if (names != null) {
            watchFirstBytes();
        }
    }

    /** The first piece starts the time for the rest of the handshake. */
    private void watchFirstBytes() {
        if (heldNanos == 0) {
            heldNanos = movedNanos;
            exchange.within(TunnelTimes.FIRST_BYTES);
        } else if (!relay.isHeld()) {
            names = null;
        }
    }

    @Override
    public void fromOrigin(int bytes) {
        movedNanos = now();
        exchange.transfer().sent(bytes);
    }

    /** The rest is silent for a shorter time. */
    @Override
    public void halfOpen() {
        movedNanos = now();
        arm();
    }

    @Override
    public void over(Relay.Ending ending) {
        boolean ended = ending == Relay.Ending.ENDED;
        end(ended ? Outcome.TUNNEL_CLOSED : Outcome.TUNNEL_RESET, ended ? TunnelTimes.LINGER : resetTime());
    }

    /** At once where nothing can be on its way any more. */
    private long resetTime() {
        boolean quiet = relay.pending() == 0 && now() - movedNanos > TunnelTimes.BEFORE_RESET;
        return quiet ? 0 : TunnelTimes.BEFORE_RESET;
    }

    /** Reads no more, lets the last bytes through for a while, and then resets what is left. */
    void close(Outcome outcome) {
        close(outcome, TunnelTimes.LINGER);
    }

    void close(Outcome outcome, long lingerNanos) {
        if (!exchange.isOver()) {
            relay.close();
            end(outcome, lingerNanos);
        }
    }

    private void end(Outcome outcome, long lingerNanos) {
        exchange.end(outcome);
        client.shutdownHandler(null);
        linger(lingerNanos);
    }

    private void linger(long nanos) {
        tunnels.closed(this);
        Lingering.on(exchange.loop(), relay, nanos, this::gone);
    }

    private void gone() {
        HttpVersion version = exchange.request().version();
        boolean whole = exchange.response().ended() && exchange.request().isEnded();
        if (version == HttpVersion.HTTP_2 && !whole) {
            exchange.response().reset(Tunnels.CONNECT_ERROR);
        }
        tunnels.gone();
    }

    /** The exchange has ended without us. */
    @Override
    public void cancel() {
        relay.abort();
        linger(0);
    }

    /** Something must have happened by now; what it is shows when the times are compared. */
    @Override
    public void expired() {
        long now = now();
        if (relay.isHeld() && now - heldNanos >= TunnelTimes.FIRST_BYTES) {
            relay.gateTimeUp();
        }
        if (times.total() > 0 && now - openedNanos >= times.total()) {
            close(Outcome.TUNNEL_EXPIRED);
        } else if (now - movedNanos >= silence() && !isTaken(now)) {
            close(relay.isHalfOpen() ? Outcome.TUNNEL_CLOSED : Outcome.TUNNEL_IDLE);
        }
        if (!exchange.isOver()) {
            report(now);
            arm();
        }
    }

    private long silence() {
        return relay.isHalfOpen() ? Math.min(times.idle(), times.halfOpen()) : times.idle();
    }

    /** Whether a slow peer has taken something of what waits since the last look; that is no silence. */
    private boolean isTaken(long now) {
        long before = waiting;
        waiting = relay.pending();
        if (waiting == before) {
            return false;
        }
        movedNanos = now;
        return true;
    }

    private void report(long now) {
        if (times.progress() > 0 && now - recordedNanos >= times.progress()) {
            recordedNanos = now;
            tunnels.progress(exchange);
        }
    }

    /** Sets the next look to the earliest of its times. */
    private void arm() {
        if (exchange.isOver()) {
            return;
        }
        long now = now();
        long next = movedNanos + silence() - now;
        if (times.total() > 0) {
            next = Math.min(next, openedNanos + times.total() - now);
        }
        if (times.progress() > 0) {
            next = Math.min(next, recordedNanos + times.progress() - now);
        }
        if (relay.isHeld()) {
            next = Math.min(next, heldNanos + TunnelTimes.FIRST_BYTES - now);
        }
        if (relay.pending() > 0) {
            next = Math.min(next, TunnelTimes.LOOK);
        }
        exchange.within(Math.max(0, next));
    }
}
