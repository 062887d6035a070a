package io.sallyport.edge.limit;

/**
 * How fast the body of a request has to come: something within {@code timeoutNanos}, and on average {@code bytesPerSecond}
 * once that time is over. Immutable.
 *
 * @param bytesPerSecond zero: any pace will do
 */
public record BodyPace(long timeoutNanos, long bytesPerSecond) {
    private static final long SECOND = 1_000_000_000L;

    /**
     * Nanoseconds from now in which more of it must come.
     *
     * @param elapsedNanos since the body was asked for, without the time in which nobody wanted more of it
     * @param bytes        of the body that have come
     */
    public long leftNanos(long elapsedNanos, long bytes) {
        if (bytesPerSecond == 0) {
            return timeoutNanos;
        }
        long covered = bytes > Long.MAX_VALUE / SECOND ? Long.MAX_VALUE / 2 : bytes * SECOND / bytesPerSecond;
        return Math.min(timeoutNanos, Math.max(0, timeoutNanos + covered - elapsedNanos));
    }

    /** Which of the two it was that a body has missed whose last bytes came so long ago. */
    public Limit missed(long silentNanos) {
        return silentNanos >= timeoutNanos ? Limit.BODY_TIMEOUT : Limit.BODY_RATE;
    }
}
