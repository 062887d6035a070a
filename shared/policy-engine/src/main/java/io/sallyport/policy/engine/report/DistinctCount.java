package io.sallyport.policy.engine.report;

import java.util.HashSet;
import java.util.Set;

/**
 * How many different texts there were. Exact up to {@value #EXACT_MAX}; beyond, an estimate as of HyperLogLog (Flajolet and
 * others, 2007), in {@value #REGISTERS} bytes however many there are.
 */
final class DistinctCount {
    static final int EXACT_MAX = 1000;

    private static final int BITS = 12;
    private static final int REGISTERS = 1 << BITS;

    /** Twice the standard error of 1.04 / sqrt(registers): 19 of 20 estimates are nearer than that. */
    private static final double ERROR_SHARE = 2 * 1.04 / Math.sqrt(REGISTERS);

    private final Set<String> exact = new HashSet<>();
    private final byte[] registers = new byte[REGISTERS];
    private boolean full;

    void add(String text) {
        note(hash(text));
        if (full) {
            return;
        }
        exact.add(text);
        if (exact.size() > EXACT_MAX) {
            full = true;
            exact.clear();
        }
    }

    private void note(long hash) {
        int register = (int) (hash >>> (Long.SIZE - BITS));
        int zeros = Long.numberOfLeadingZeros(hash << BITS | 1L << (BITS - 1)) + 1;
        registers[register] = (byte) Math.max(registers[register], zeros);
    }

    long count() {
        return full ? estimate() : exact.size();
    }

    /** How far the truth may be from the count, 19 times of 20; 0 when it is exact. */
    double errorShare() {
        return full ? ERROR_SHARE : 0;
    }

    private long estimate() {
        double sum = 0;
        int empty = 0;
        for (byte zeros : registers) {
            sum += 1.0 / (1L << zeros);
            empty += zeros == 0 ? 1 : 0;
        }
        double raw = 0.7213 / (1 + 1.079 / REGISTERS) * REGISTERS * REGISTERS / sum;
        boolean few = raw <= 2.5 * REGISTERS && empty > 0;
        return Math.round(few ? REGISTERS * Math.log((double) REGISTERS / empty) : raw);
    }

    /** FNV-1a over the characters, then the finisher of MurmurHash3, so that every bit counts. */
    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
        return hash ^ hash >>> 33;
    }
}
