package io.sallyport.edge.netty.relay;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;

/**
 * Two connections, each pumped into the other. The end of one side's bytes is passed on behind the last of them, and the
 * other direction goes on; a reset is passed on as a reset. Owner: the loop's thread.
 */
public final class Relay {
    /** How a relay ends by itself. */
    public enum Ending {
        /** Both sides have ended, and all bytes are on their way. */
        ENDED,
        /** The client has broken off. */
        CLIENT_BROKE,
        /** The origin has broken off. */
        ORIGIN_BROKE
    }

    /** Who keeps the books. */
    public interface Watcher {
        /** Bytes have come from the client. */
        void fromClient(int bytes);

        /** Bytes have come from the origin. */
        void fromOrigin(int bytes);

        /** One side has ended, the other goes on. */
        void halfOpen();

        /** It has ended by itself; called once, unless {@link Relay#close} was called before. */
        void over(Ending ending);
    }

    private final Watcher watcher;
    private final TunnelEnd client;
    private final TunnelEnd origin;
    private final Direction inbound;
    private final Direction outbound;
    private boolean over;

    private Relay(TunnelEnd client, TunnelEnd origin, Watcher watcher) {
        this.watcher = watcher;
        this.client = client;
        this.origin = origin;
        this.inbound = new Direction(this, true, client, origin);
        this.outbound = new Direction(this, false, origin, client);
        client.join(this, inbound, outbound);
        origin.join(this, outbound, inbound);
    }

    /** Takes both sockets out of Vert.x's hands where they are connections of their own; their close handlers stay in force. */
    public static Relay of(NetSocket client, NetSocket origin, Watcher watcher) {
        return new Relay(Ends.of(client), Ends.of(origin), watcher);
    }

    /** Lets somebody see the client's first bytes before they go anywhere; to be called before {@link #start}. */
    public void gate(FirstBytes first) {
        inbound.gate(first);
    }

    /**
     * @param early      what the client has sent already
     * @param earlyEnded whether that was all
     */
    public void start(Buffer early, boolean earlyEnded) {
        if (early.length() > 0) {
            inbound.received(Ends.bytes(early));
        }
        client.open();
        if (earlyEnded) {
            inbound.ended();
        }
        origin.open();
    }

    void moved(boolean fromClient, int bytes) {
        if (fromClient) {
            watcher.fromClient(bytes);
        } else {
            watcher.fromOrigin(bytes);
        }
    }

    void halfOpen() {
        watcher.halfOpen();
    }

    void outputEnded() {
        if (!over && inbound.isDone() && outbound.isDone()) {
            over = true;
            watcher.over(Ending.ENDED);
            client.close();
            origin.close();
        }
    }

    /** One end has broken off. The other one still gets what is on its way; {@link #abort} then resets it. */
    void broke(TunnelEnd end) {
        if (over) {
            return;
        }
        over = true;
        drop();
        end.abort();
        (end == client ? origin : client).flush();
        watcher.over(end == client ? Ending.CLIENT_BROKE : Ending.ORIGIN_BROKE);
    }

    private void drop() {
        inbound.drop();
        outbound.drop();
    }

    /** Whether it moves no byte any more that has not been read yet. */
    public boolean isOver() {
        return over;
    }

    /** Whether one side has ended. */
    public boolean isHalfOpen() {
        return inbound.isEnded() || outbound.isEnded();
    }

    /** The client's first bytes have had their time. */
    public void gateTimeUp() {
        inbound.gateTimeUp();
    }

    /** Whether the client's first bytes wait for more. */
    public boolean isHeld() {
        return inbound.isHeld();
    }

    /** Bytes that wait because one of the peers does not take them. */
    public long pending() {
        return client.pending() + origin.pending();
    }

    /** Reads no more, and closes both connections behind the last byte that was read. */
    public void close() {
        over = true;
        drop();
        client.close();
        origin.close();
    }

    /** Resets what is still open of both connections. */
    public void abort() {
        over = true;
        drop();
        client.abort();
        origin.abort();
    }

    /** Whether both connections are gone. */
    public boolean isClosed() {
        return client.isClosed() && origin.isClosed();
    }
}
