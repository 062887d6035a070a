package io.sallyport.cache.engine.partial;

import io.sallyport.http.range.ByteRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is held of one body: pieces in ascending order that never overlap. Each lies in memory of its own and of its own
 * length, so that what they hold together is what they weigh. Immutable.
 *
 * @param <B> bytes
 */
public final class Parts<B> {
    /** Pieces of one body; past it those that touch are made one, and then the shortest go. */
    public static final int MAX = 64;

    private record Piece<B>(ByteRange range, B content) {}

    private final long length;
    private final List<Piece<B>> pieces;

    private Parts(long length, List<Piece<B>> pieces) {
        this.length = length;
        this.pieces = List.copyOf(pieces);
    }

    /**
     * One part alone.
     *
     * @param length  bytes of the whole body
     * @param content as many bytes as the range
     */
    public static <B> Parts<B> of(long length, ByteRange range, B content) {
        if (range.last() >= length) {
            throw new IllegalArgumentException("found " + range + ", allowed: below " + length);
        }
        return new Parts<>(length, List.of(new Piece<>(range, content)));
    }

    /** With what other parts of the same body have besides. Of bytes that are in both, those that were here stay. */
    public Parts<B> with(Parts<B> others, Bytes<B> bytes) {
        if (others.length != length) {
            throw new IllegalArgumentException("found a body of " + others.length + " bytes, allowed: " + length);
        }
        List<Piece<B>> all = new ArrayList<>(pieces);
        for (Piece<B> piece : others.pieces) {
            for (ByteRange gap : missing(piece.range())) {
                all.add(gap.equals(piece.range()) ? piece : cut(piece, gap, bytes));
            }
        }
        all.sort(Comparator.comparingLong(piece -> piece.range().first()));
        Parts<B> joined = new Parts<>(length, all);
        return all.size() > MAX ? joined.inRuns(bytes).longest() : joined;
    }

    private static <B> Piece<B> cut(Piece<B> piece, ByteRange gap, Bytes<B> bytes) {
        long start = piece.range().first();
        B view = bytes.view(piece.content(), gap.first() - start, gap.last() + 1 - start);
        return new Piece<>(gap, bytes.join(List.of(view)));
    }

    /** Pieces that touch are one. */
    private Parts<B> inRuns(Bytes<B> bytes) {
        List<Piece<B>> runs = new ArrayList<>();
        for (ByteRange run : runs()) {
            runs.add(new Piece<>(run, bytes.join(slices(run, bytes))));
        }
        return new Parts<>(length, runs);
    }

    /** Half of what may be, so that the next few parts cost nothing. */
    private Parts<B> longest() {
        if (pieces.size() <= MAX / 2) {
            return this;
        }
        List<Piece<B>> kept = new ArrayList<>(pieces);
        kept.sort(Comparator.comparingLong(piece -> -piece.range().length()));
        kept = new ArrayList<>(kept.subList(0, MAX / 2));
        kept.sort(Comparator.comparingLong(piece -> piece.range().first()));
        return new Parts<>(length, kept);
    }

    /** What is held, without regard to how it is cut: ascending, and no two touch. */
    public List<ByteRange> runs() {
        List<ByteRange> runs = new ArrayList<>(pieces.size());
        for (Piece<B> piece : pieces) {
            int before = runs.size() - 1;
            if (before >= 0 && runs.get(before).touches(piece.range())) {
                runs.set(before, runs.get(before).join(piece.range()));
            } else {
                runs.add(piece.range());
            }
        }
        return runs;
    }

    /** What of a range is not held, ascending. */
    public List<ByteRange> missing(ByteRange range) {
        List<ByteRange> gaps = new ArrayList<>(2);
        long at = range.first();
        for (Piece<B> piece : pieces) {
            ByteRange held = piece.range();
            if (held.overlaps(range)) {
                if (held.first() > at) {
                    gaps.add(new ByteRange(at, held.first() - 1));
                }
                at = held.last() + 1;
            }
        }
        if (at <= range.last()) {
            gaps.add(new ByteRange(at, range.last()));
        }
        return gaps;
    }

    /** Whether every byte of a range is held. */
    public boolean covers(ByteRange range) {
        return missing(range).isEmpty();
    }

    /** Whether there is nothing that is not held. */
    public boolean isWhole() {
        return bytes() == length;
    }

    /** The bytes of a range that is covered, in order. */
    public List<B> slices(ByteRange range, Bytes<B> bytes) {
        List<B> slices = new ArrayList<>(2);
        for (Piece<B> piece : pieces) {
            ByteRange held = piece.range();
            if (range.contains(held)) {
                slices.add(piece.content());
            } else if (held.overlaps(range)) {
                long from = Math.max(range.first(), held.first()) - held.first();
                long to = Math.min(range.last(), held.last()) + 1 - held.first();
                slices.add(bytes.view(piece.content(), from, to));
            }
        }
        return slices;
    }

    /** Bytes of the whole body. */
    public long length() {
        return length;
    }

    /** Bytes that are held. */
    public long bytes() {
        long held = 0;
        for (Piece<B> piece : pieces) {
            held += piece.range().length();
        }
        return held;
    }

    /** How many buffers that is. */
    public int count() {
        return pieces.size();
    }

    @Override
    public String toString() {
        return runs() + "/" + length;
    }
}
