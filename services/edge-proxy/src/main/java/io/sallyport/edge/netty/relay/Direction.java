package io.sallyport.edge.netty.relay;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One way through a relay. Reads one piece at a time, and only when the other side takes more: what it holds is one piece
 * and what the other side's low mark lets it hold.
 */
final class Direction {
    private final Relay relay;
    private final boolean fromClient;
    private final TunnelEnd from;
    private final TunnelEnd to;
    private FirstBytes gate;
    private Deque<ByteBuf> held;
    private boolean asked;
    private boolean ended;
    private boolean outputEnded;

    Direction(Relay relay, boolean fromClient, TunnelEnd from, TunnelEnd to) {
        this.relay = relay;
        this.fromClient = fromClient;
        this.from = from;
        this.to = to;
    }

    /** Holds everything until the gate lets it pass; to be called before the first byte. */
    void gate(FirstBytes first) {
        gate = first;
        held = new ArrayDeque<>(2);
    }

    /** Takes the piece over. */
    void received(ByteBuf piece) {
        asked = false;
        if (relay.isOver()) {
            piece.release();
            return;
        }
        relay.moved(fromClient, piece.readableBytes());
        if (gate == null) {
            to.write(piece);
        } else {
            held.add(piece);
            answer(gate.next(piece.nioBuffer()));
        }
    }

    private void answer(FirstBytes.Answer answer) {
        if (answer == FirstBytes.Answer.PASS) {
            Deque<ByteBuf> passing = held;
            gate = null;
            held = null;
            passing.forEach(to::write);
        } else if (answer == FirstBytes.Answer.STOP) {
            drop();
        }
    }

    /** Frees what waits at the gate. */
    void drop() {
        if (held != null) {
            held.forEach(ByteBuf::release);
            held.clear();
        }
    }

    /** All of a piece has been received, in one part or more. */
    void pieceComplete() {
        asked = false;
        to.flush();
        next();
    }

    /** Asks for more if more can be taken. */
    void next() {
        if (!asked && !ended && !relay.isOver() && (gate != null || to.isWritable())) {
            asked = true;
            from.read();
        }
    }

    /** The time for the first bytes is over. */
    void gateTimeUp() {
        if (gate != null && !held.isEmpty()) {
            answer(gate.end());
            pieceComplete();
        }
    }

    /** Whether first bytes wait for more. */
    boolean isHeld() {
        return held != null && !held.isEmpty();
    }

    /** No more will come. */
    void ended() {
        if (ended || relay.isOver()) {
            return;
        }
        ended = true;
        if (isHeld()) {
            answer(gate.end());
        }
        if (!relay.isOver()) {
            relay.halfOpen();
            to.endOutput();
        }
    }

    boolean isEnded() {
        return ended;
    }

    void outputEnded() {
        outputEnded = true;
        relay.outputEnded();
    }

    /** Whether the end has come, and has been passed on behind the last byte. */
    boolean isDone() {
        return outputEnded;
    }
}
