package io.sallyport.policy.engine;

import java.util.Arrays;

/** Collects the hashes of names. Not thread-safe; one builder makes one set. */
final class NameSetBuilder {
    private long[] hashes = new long[1024];
    private int count;
    private int labelCounts;

    /** Whether the name still had room; counts repeated names. */
    boolean add(String name) {
        if (count == NameSet.MAX_NAMES) {
            return false;
        }
        if (count == hashes.length) {
            hashes = Arrays.copyOf(hashes, Math.min(NameSet.MAX_NAMES, count + (count >> 1)));
        }
        hashes[count++] = NameHash.of(name);
        labelCounts |= labelBit(labels(name));
        return true;
    }

    private static int labels(String name) {
        int labels = 1;
        for (int i = 0; i < name.length(); i++) {
            labels += name.charAt(i) == '.' ? 1 : 0;
        }
        return labels;
    }

    /** Bit n - 1 stands for names of n labels, the last bit for 32 and more. */
    static int labelBit(int labels) {
        return 1 << Math.min(labels, Integer.SIZE) - 1;
    }

    NameSet build() {
        return NameSet.of(hashes, count, labelCounts);
    }
}
