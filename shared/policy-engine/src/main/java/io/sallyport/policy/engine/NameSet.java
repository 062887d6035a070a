package io.sallyport.policy.engine;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A compiled list of names: immutable, 8 bytes a name and half a byte of index, no string kept.
 *
 * <p>Hashes lie in ascending order. The index holds, for each value of their upper bits, where such hashes begin; a
 * bucket has eight on average, so a look-up touches two or three cache lines whatever the size of the list. How many
 * labels listed names have is kept as well: few lists hold a top-level domain, and a walk need not ask for one.
 */
public final class NameSet {
    /** Most names of one list. */
    public static final int MAX_NAMES = 20_000_000;

    public static final NameSet EMPTY = new NameSet(new long[0], 0);

    private static final int MAGIC = 0x53504e53; // "SPNS"
    private static final int VERSION = 1;
    private static final int HEADER_BYTES = 16;

    private final long[] hashes;
    /** Which counts of labels occur, as {@link NameSetBuilder#labelBit}. */
    private final int labelCounts;

    private final int[] starts;
    private final int shift;

    /** Takes the array over; it must be strictly ascending. */
    private NameSet(long[] hashes, int labelCounts) {
        this.hashes = hashes;
        this.labelCounts = labelCounts;
        int bucketBits = Math.max(1, 32 - Integer.numberOfLeadingZeros(hashes.length / 8));
        this.shift = 64 - bucketBits;
        this.starts = index(hashes, bucketBits, shift);
    }

    private static int[] index(long[] hashes, int bits, int shift) {
        int[] starts = new int[(1 << bits) + 1];
        int position = 0;
        for (int bucket = 0; bucket < starts.length - 1; bucket++) {
            starts[bucket] = position;
            while (position < hashes.length && bucket(hashes[position], shift) == bucket) {
                position++;
            }
        }
        starts[starts.length - 1] = hashes.length;
        return starts;
    }

    /** Upper bits in the order of signed numbers, in which the hashes are sorted. */
    private static int bucket(long hash, int shift) {
        return (int) ((hash ^ Long.MIN_VALUE) >>> shift);
    }

    static NameSet of(long[] values, int count, int labelCounts) {
        long[] sorted = Arrays.copyOf(values, count);
        Arrays.sort(sorted);
        int distinct = 0;
        for (int i = 0; i < count; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                sorted[distinct++] = sorted[i];
            }
        }
        return new NameSet(distinct == count ? sorted : Arrays.copyOf(sorted, distinct), labelCounts);
    }

    /** Of normalised names: lower case, ASCII, no trailing dot. */
    public static NameSet of(Iterable<String> names) {
        NameSetBuilder builder = new NameSetBuilder();
        names.forEach(builder::add);
        return builder.build();
    }

    /** Whether the host or a parent domain is listed. The host is as in {@link io.sallyport.http.Authority}. */
    public boolean covers(String host) {
        return covering(host) >= 0;
    }

    /**
     * Where the shortest listed name that covers the host begins in it: 0 when only the host itself is listed, more
     * when a parent domain is, -1 when none is.
     */
    public int covering(String host) {
        long hash = NameHash.START;
        int labels = 1;
        for (int i = host.length() - 1; i >= 0; i--) {
            char c = host.charAt(i);
            if (c == '.' && contains(hash, labels++)) {
                return i + 1;
            }
            hash = NameHash.step(hash, c);
        }
        return contains(hash, labels) ? 0 : -1;
    }

    private boolean contains(long unfinished, int labels) {
        return (labelCounts & NameSetBuilder.labelBit(labels)) != 0 && contains(NameHash.finish(unfinished));
    }

    private boolean contains(long hash) {
        int bucket = bucket(hash, shift);
        return Arrays.binarySearch(hashes, starts[bucket], starts[bucket + 1], hash) >= 0;
    }

    /** Distinct names. */
    public int size() {
        return hashes.length;
    }

    /** The stored form: magic, version, label counts, size, then the hashes in ascending order, all big-endian. */
    public byte[] toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(HEADER_BYTES + Long.BYTES * hashes.length);
        bytes.putInt(MAGIC).putInt(VERSION).putInt(labelCounts).putInt(hashes.length);
        bytes.asLongBuffer().put(hashes);
        return bytes.array();
    }

    /** Reads the stored form; fails with {@link IllegalArgumentException} when the bytes are anything else. */
    public static NameSet from(byte[] stored) {
        ByteBuffer bytes = ByteBuffer.wrap(stored);
        if (stored.length < HEADER_BYTES || bytes.getInt() != MAGIC) {
            throw new IllegalArgumentException(
                    "found " + stored.length + " other bytes, allowed: a compiled name list");
        }
        int version = bytes.getInt();
        if (version != VERSION) {
            throw new IllegalArgumentException("found list version " + version + ", allowed: " + VERSION);
        }
        int labelCounts = bytes.getInt();
        int count = bytes.getInt();
        if (count < 0 || count > MAX_NAMES || stored.length != HEADER_BYTES + (long) Long.BYTES * count) {
            throw new IllegalArgumentException(
                    "found " + count + " names in " + stored.length + " bytes, allowed: 8 bytes a name");
        }
        long[] hashes = new long[count];
        bytes.asLongBuffer().get(hashes);
        requireAscending(hashes);
        return new NameSet(hashes, labelCounts);
    }

    private static void requireAscending(long[] hashes) {
        for (int i = 1; i < hashes.length; i++) {
            if (hashes[i] <= hashes[i - 1]) {
                throw new IllegalArgumentException("found hash " + i + " out of order, allowed: strictly ascending");
            }
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NameSet set && Arrays.equals(hashes, set.hashes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hashes);
    }

    @Override
    public String toString() {
        return "NameSet[" + hashes.length + " names]";
    }
}
