package io.sallyport.routing.canary;

/**
 * Numbers for clients that come without a key. Each is the last one plus the golden ratio of 2^64, so that of any run of
 * them the same part lies in any range, to within a few: the weight is met exactly and not only on average
 * (Weyl's sequence; its discrepancy is O(log n / n)). Not thread-safe: owned by one event loop.
 */
public final class KeySource {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private long last;

    /** @param start any number; another one for each loop and each start */
    public KeySource(long start) {
        this.last = start;
    }

    long next() {
        last += GOLDEN;
        return last;
    }
}
