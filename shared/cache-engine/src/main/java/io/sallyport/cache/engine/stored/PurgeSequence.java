package io.sallyport.cache.engine.stored;

import io.sallyport.contract.cache.PurgePlace;

/**
 * How purges are counted: a number of the purge log, the same in every process, and behind it in {@link #LOCAL_BITS} bits a
 * count of what this process has carried out by itself since, which means nothing elsewhere. Numbers of the log follow the
 * clock in steps of {@link PurgePlace#STEP_MILLIS}, so that a sequence tells roughly when it was.
 */
public final class PurgeSequence {
    /** Low bits that count what only one process knows. */
    public static final int LOCAL_BITS = 24;

    private static final long LOCAL_MASK = (1L << LOCAL_BITS) - 1;

    private PurgeSequence() {}

    /** Of what every process knows by a number of the log. */
    public static long of(long number) {
        return number << LOCAL_BITS;
    }

    /** The number of the log that a sequence has seen. */
    public static long number(long sequence) {
        return sequence >>> LOCAL_BITS;
    }

    /** What a sequence of another process means here: only what all know. Never later than it was. */
    public static long shared(long sequence) {
        return sequence & ~LOCAL_MASK;
    }

    /** The last one before the next number of the log. */
    public static long last(long number) {
        return of(number) | LOCAL_MASK;
    }

    /** Milliseconds since 1970, or earlier than it was. */
    public static long millis(long sequence) {
        return number(sequence) * PurgePlace.STEP_MILLIS;
    }
}
