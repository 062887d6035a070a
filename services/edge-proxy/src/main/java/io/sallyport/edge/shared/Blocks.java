package io.sallyport.edge.shared;

import io.sallyport.contract.cache.CacheFill;
import io.sallyport.contract.cache.Chunk;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.Deque;

/** Puts pieces of any length together to chunks. A body that fits into one message never becomes one. */
final class Blocks {
    private static final int START = 4096;

    private final long promised;
    private byte[] block;
    private int filled;
    private long total;

    /** @param promised bytes that are said to come; -1 when it is not known. Believed only as far as a chunk goes */
    Blocks(long promised) {
        this.promised = promised;
        this.block = new byte[promised < 0 ? START : (int) Math.min(promised, START)];
    }

    /** Takes a piece, and hands out what has become full; the last chunk only by {@link #end}. */
    void add(Buffer piece, Deque<byte[]> full) {
        int at = 0;
        total += piece.length();
        while (at < piece.length()) {
            if (filled == Chunk.SIZE) {
                full.add(block);
                block = new byte[next()];
                filled = 0;
            }
            int taken = Math.min(piece.length() - at, Chunk.SIZE - filled);
            reserve(filled + taken);
            piece.getBytes(at, at + taken, block, filled);
            filled += taken;
            at += taken;
        }
    }

    private int next() {
        long left = promised - (total / Chunk.SIZE) * Chunk.SIZE;
        return left > 0 && left < Chunk.SIZE ? (int) left : Chunk.SIZE;
    }

    private void reserve(int wanted) {
        if (wanted > block.length) {
            int doubled = Math.max(wanted, Math.max(START, 2 * block.length));
            block = Arrays.copyOf(block, Math.min(Chunk.SIZE, doubled));
        }
    }

    /** Hands out the last chunk; not for a body of at most {@link CacheFill#BODY_MAX}. */
    void end(Deque<byte[]> full) {
        full.add(rest());
        filled = 0;
    }

    /** What has not been handed out. */
    byte[] rest() {
        return filled == block.length ? block : Arrays.copyOf(block, filled);
    }

    /** Bytes that have come. */
    long total() {
        return total;
    }

    void clear() {
        block = new byte[0];
        filled = 0;
    }
}
