package io.sallyport.kit.purge;

/**
 * When the log was looked at, and whether that is recent enough to trust what is stored. A log that cannot be read counts
 * as looked at, because purges then come by the bus alone; but not for a process that has been standing still, which
 * heard nothing of the bus either. Owner: one thread; {@link #isCurrent} is safe from any.
 */
final class Looks {
    private final long currentNanos;
    private long began;
    private boolean stoodStill;
    private volatile long looked;

    /**
     * @param currentNanos between two looks at most
     * @param now          {@code System.nanoTime()}
     */
    Looks(long currentNanos, long now) {
        this.currentNanos = currentNanos;
        this.began = now;
        this.looked = now;
    }

    /** A look begins. */
    void begin(long now) {
        stoodStill |= now - began >= currentNanos;
        began = now;
    }

    /** The log cannot be read. */
    void failed() {
        if (!stoodStill) {
            looked = began;
        }
    }

    /** What the log holds has been carried out. */
    void followed() {
        stoodStill = false;
        looked = began;
    }

    boolean isCurrent(long now) {
        return now - looked < currentNanos;
    }
}
