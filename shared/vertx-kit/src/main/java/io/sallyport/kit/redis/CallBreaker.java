package io.sallyport.kit.redis;

/**
 * Whether a server is worth asking. After {@value #FAILURES} calls in a row without an answer in time nothing is asked for a
 * pause; then one question goes out on trial, and what becomes of it decides. Pauses double up to {@link #LONGEST_NANOS}. Times
 * are nanoseconds of one clock that only goes forward. Owner: the link's context.
 */
final class CallBreaker {
    static final int FAILURES = 5;
    static final long FIRST_NANOS = 250_000_000L;
    static final long LONGEST_NANOS = 2_000_000_000L;

    private int failures;
    private long pause = FIRST_NANOS;
    private long openedAt;
    private boolean open;
    private boolean onTrial;

    boolean isOpen() {
        return open;
    }

    /** A call has had no answer in time; whether that opens it. */
    boolean failed(long now) {
        failures++;
        if (open || failures < FAILURES) {
            return false;
        }
        open = true;
        openedAt = now;
        return true;
    }

    void answered() {
        if (!open) {
            failures = 0;
        }
    }

    /** Whether the pause is over; a trial that was given must be followed by {@link #tried}. */
    boolean givesTrial(long now) {
        if (!open || onTrial || now - openedAt < pause) {
            return false;
        }
        onTrial = true;
        return true;
    }

    void tried(boolean answered, long now) {
        onTrial = false;
        openedAt = now;
        if (answered) {
            reset();
        } else {
            pause = Math.min(LONGEST_NANOS, pause * 2);
        }
    }

    /** Nanoseconds until the next trial; 0 when it is due. */
    long untilTrial(long now) {
        return Math.max(0, pause - (now - openedAt));
    }

    /** There is a new connection, of which nothing bad is known. */
    void reset() {
        failures = 0;
        open = false;
        onTrial = false;
        pause = FIRST_NANOS;
    }
}
