package io.sallyport.edge.fill;

import io.vertx.core.buffer.Buffer;

/**
 * The pieces of a body in the order in which they came, and how many readers stand at each. While it is kept whole
 * nothing is let go; then everything goes that every reader has passed. Guarded by the fill's lock.
 */
final class Pieces {
    /** Objects around a piece's bytes, about. */
    static final int OVERHEAD = 160;

    /** A reader stands at the piece that it has read last. */
    static final class Piece {
        final Buffer bytes;
        private Piece next;
        private int readers;

        private Piece(Buffer bytes) {
            this.bytes = bytes;
        }

        private int cost() {
            return bytes.length() + OVERHEAD;
        }
    }

    private Piece oldest = new Piece(Buffer.buffer(0));
    private Piece newest = oldest;
    private boolean whole = true;
    private long held;

    /** What a piece adds to {@link #held}. */
    static int cost(Buffer bytes) {
        return bytes.length() + OVERHEAD;
    }

    void add(Buffer bytes) {
        Piece piece = new Piece(bytes);
        newest.next = piece;
        newest = piece;
        held += piece.cost();
        if (!whole) {
            letGo();
        }
    }

    /** Bytes that lie between the slowest reader and the newest piece; before anything was let go, all. */
    long held() {
        return held;
    }

    /** Whether a reader can still begin at the beginning. */
    boolean isWhole() {
        return whole;
    }

    /** Lets go from now on what has been read. */
    void letGoOfRead() {
        whole = false;
        letGo();
    }

    private void letGo() {
        while (oldest != newest && oldest.readers == 0) {
            oldest = oldest.next;
            held -= oldest.cost();
        }
    }

    /** A new reader's place, before the first piece. */
    Piece enter() {
        oldest.readers++;
        return oldest;
    }

    /** The piece behind the one where a reader stands, where it stands then; {@code null} when there is none yet. */
    Piece advance(Piece from) {
        Piece next = from.next;
        if (next != null) {
            next.readers++;
            leave(from);
        }
        return next;
    }

    void leave(Piece from) {
        from.readers--;
        if (!whole) {
            letGo();
        }
    }

    /** Whether nothing comes behind this piece, as far as is known. */
    boolean isLast(Piece piece) {
        return piece.next == null;
    }

    /** All of it as one; only while it is whole. */
    Buffer joined(int length) {
        Piece first = oldest.next;
        if (first != null && first.next == null) {
            return first.bytes;
        }
        Buffer body = Buffer.buffer(length);
        for (Piece piece = first; piece != null; piece = piece.next) {
            body.appendBuffer(piece.bytes);
        }
        return body;
    }
}
