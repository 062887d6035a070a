package io.sallyport.policy.engine.list;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A set of 64-bit hashes in ascending order, immutable, 6 to 8 bytes each and half a byte of index.
 *
 * <p>The index holds, for each value of their upper bits, where such hashes begin; a bucket has four to eight on average, so
 * a look-up touches two or three cache lines whatever the size of the set. Of a hash only the lower bytes are kept, as
 * many as the index does not tell: 6 from 262144 hashes on, and nothing is lost. How many labels the names have is kept
 * as well: few lists hold a top-level domain, and a walk need not ask for one.
 */
final class HashTable {
    static final HashTable EMPTY = new Filler(0, 0).done();

    /** Of a read of eight bytes at the last hash. */
    private static final int SPARE = Long.BYTES;

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final int count;
    /** Which counts of labels occur, as {@link #labelBit}. */
    private final int labelCounts;

    private final int shift;
    /** Bytes kept of each hash. */
    private final int width;

    private final int[] starts;
    private final byte[] rests;

    private HashTable(Filler filler) {
        this.count = filler.count;
        this.labelCounts = filler.labelCounts;
        this.shift = filler.shift;
        this.width = filler.width;
        this.starts = filler.starts;
        this.rests = filler.rests;
    }

    /** Bit n - 1 stands for names of n labels, the last bit for 32 and more. */
    static int labelBit(int labels) {
        return 1 << Math.min(labels, Integer.SIZE) - 1;
    }

    int size() {
        return count;
    }

    int labelCounts() {
        return labelCounts;
    }

    /** What it takes of the heap, without a few words for the objects themselves. */
    long heapBytes() {
        return (long) starts.length * Integer.BYTES + rests.length;
    }

    /** @param unfinished hash of the name so far, which has that many labels */
    boolean contains(long unfinished, int labels) {
        return (labelCounts & labelBit(labels)) != 0 && contains(NameHash.finish(unfinished));
    }

    private boolean contains(long hash) {
        int bucket = bucket(hash, shift);
        int low = starts[bucket];
        int high = starts[bucket + 1] - 1;
        long wanted = rest(hash, width);
        while (low <= high) {
            int middle = (low + high) >>> 1;
            long found = rest(middle);
            if (found == wanted) {
                return true;
            }
            if (found < wanted) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return false;
    }

    /** Upper bits in the order of signed numbers, in which the hashes are sorted. */
    private static int bucket(long hash, int shift) {
        return (int) ((hash ^ Long.MIN_VALUE) >>> shift);
    }

    private static long rest(long hash, int width) {
        return width == Long.BYTES ? hash : hash & (1L << Byte.SIZE * width) - 1;
    }

    private long rest(int index) {
        return (long) WORD.get(rests, index * width) >> Byte.SIZE * (Long.BYTES - width) & mask();
    }

    private long mask() {
        return -1L >>> Byte.SIZE * (Long.BYTES - width);
    }

    /** Walks over the hashes in ascending order. */
    final class Walk {
        private int bucket;
        private int next;

        boolean hasNext() {
            return next < count;
        }

        long next() {
            while (starts[bucket + 1] <= next) {
                bucket++;
            }
            long upper = (long) bucket << shift ^ Long.MIN_VALUE;
            return upper | rest(next++) & (1L << shift) - 1;
        }
    }

    Walk walk() {
        return new Walk();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HashTable table
                && labelCounts == table.labelCounts
                && Arrays.equals(starts, table.starts)
                && Arrays.equals(rests, table.rests);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(rests);
    }

    /** Takes hashes in ascending order, each once. Not thread-safe; makes one table. */
    static final class Filler {
        private final int count;
        private final int labelCounts;
        private final int shift;
        private final int width;
        private final int[] starts;
        private final byte[] rests;
        private int taken;
        private int bucket;
        private long last;

        /** @param count how many there will be */
        Filler(int count, int labelCounts) {
            int bits = Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(count / 8));
            this.count = count;
            this.labelCounts = labelCounts;
            this.shift = Long.SIZE - bits;
            this.width = Long.BYTES - bits / Byte.SIZE;
            this.starts = new int[(1 << bits) + 1];
            this.rests = new byte[count * width + SPARE];
        }

        boolean isFull() {
            return taken == count;
        }

        void add(long hash) {
            if (taken > 0 && hash <= last) {
                throw new IllegalArgumentException(
                        "found hash " + taken + " out of order, allowed: strictly ascending");
            }
            last = hash;
            int wanted = bucket(hash, shift);
            while (bucket < wanted) {
                starts[++bucket] = taken;
            }
            // The bytes behind the rest are those of the next one, which comes later and writes over them.
            WORD.set(rests, taken++ * width, hash << Byte.SIZE * (Long.BYTES - width));
        }

        HashTable done() {
            while (bucket < starts.length - 1) {
                starts[++bucket] = taken;
            }
            return new HashTable(this);
        }
    }
}
