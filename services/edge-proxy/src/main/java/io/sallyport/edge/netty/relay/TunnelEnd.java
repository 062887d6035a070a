package io.sallyport.edge.netty.relay;

import io.netty.buffer.ByteBuf;

/** One of the two connections of a relay. Owner: the loop's thread. */
abstract class TunnelEnd {
    private Relay relay;
    private Direction in;
    private Direction out;

    /**
     * @param reads  the direction that reads from this end
     * @param writes the direction that writes to it
     */
    final void join(Relay joined, Direction reads, Direction writes) {
        relay = joined;
        in = reads;
        out = writes;
    }

    final Relay relay() {
        return relay;
    }

    final Direction in() {
        return in;
    }

    final Direction out() {
        return out;
    }

    /** Whether it belongs to a relay by now. */
    final boolean isJoined() {
        return relay != null;
    }

    /** Hands on what has come already, and from here on what comes; nothing comes unasked but what is on its way. */
    abstract void open();

    /** Asks for one piece more; {@link Direction#received} and {@link Direction#pieceComplete} follow. */
    abstract void read();

    /** Takes the piece over, to be sent with the next {@link #flush}. */
    abstract void write(ByteBuf piece);

    abstract void flush();

    /** Whether it takes more without holding much. */
    abstract boolean isWritable();

    /** Bytes that it holds because the peer does not take them. */
    abstract long pending();

    /** Tells the peer, behind the last byte, that no more will come; {@link Direction#outputEnded} follows. */
    abstract void endOutput();

    /** Closes behind the last byte. */
    abstract void close();

    /** Closes at once by a reset, whatever is still to be sent. */
    abstract void abort();

    /** Whether the connection is gone. */
    abstract boolean isClosed();
}
