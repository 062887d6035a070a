package io.sallyport.edge.shared;

import java.util.concurrent.TimeUnit;

/**
 * Whether an instance is asked. Closed while it answers; open for a while once it has failed three times in a row; then one
 * call is let through on trial, whose result closes it or doubles the pause. What was under way when it opened counts no
 * more, unless it succeeds. Times are monotonic nanoseconds. Owner: the loop's thread.
 */
final class Breaker {
    static final int FAILURES = 3;
    static final long PAUSE_MIN = TimeUnit.SECONDS.toNanos(1);
    static final long PAUSE_MAX = TimeUnit.SECONDS.toNanos(16);

    private int failures;
    private boolean open;
    private boolean onTrial;
    private long until;
    private long pause = PAUSE_MIN;

    /** Whether a call may begin now. */
    boolean admits(long now) {
        return !open || (!onTrial && now - until >= 0);
    }

    boolean isOpen() {
        return open;
    }

    /** A call begins. Says whether it is the trial, which its end must be told. */
    boolean begins() {
        onTrial |= open;
        return open;
    }

    void succeeded() {
        failures = 0;
        open = false;
        onTrial = false;
        pause = PAUSE_MIN;
    }

    /** A call has failed. Says whether that opened it, or opened it again after a trial. */
    boolean failed(boolean trial, long now) {
        if (open) {
            if (trial) {
                onTrial = false;
                pause = Math.min(2 * pause, PAUSE_MAX);
                until = now + pause;
            }
            return trial;
        }
        failures++;
        if (failures < FAILURES) {
            return false;
        }
        open = true;
        until = now + pause;
        return true;
    }
}
