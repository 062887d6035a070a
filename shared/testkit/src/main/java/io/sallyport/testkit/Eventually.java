package io.sallyport.testkit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Waits for something to become true, by asking again every 5 ms, for 10 s unless told otherwise.
 *
 * <p>For what cannot be awaited by a future or a latch: state of another process, counters of a server under test.
 */
public final class Eventually {
    public static final Duration TIMEOUT = Duration.ofSeconds(20);

    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private Eventually() {}

    /** Returns as soon as the condition holds; fails the test with the description if it never does. */
    public static void until(String description, BooleanSupplier condition) {
        until(description, TIMEOUT, condition);
    }

    public static void until(String description, Duration timeout, BooleanSupplier condition) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!condition.getAsBoolean()) {
            pause(deadline, () -> new AssertionError("not within " + timeout + ": " + description));
        }
    }

    /** Runs the assertion until it passes; at the end of the time the last failure is the test's. */
    public static void that(Runnable assertion) {
        that(TIMEOUT, assertion);
    }

    public static void that(Duration timeout, Runnable assertion) {
        long deadline = System.nanoTime() + timeout.toNanos();
        AssertionError last = attempt(assertion);
        while (last != null) {
            AssertionError failure = last;
            pause(deadline, () -> failure);
            last = attempt(assertion);
        }
    }

    private static AssertionError attempt(Runnable assertion) {
        try {
            assertion.run();
            return null;
        } catch (AssertionError failure) {
            return failure;
        }
    }

    private static void pause(long deadline, Supplier<AssertionError> late) {
        if (System.nanoTime() - deadline > 0) {
            throw late.get();
        }
        LockSupport.parkNanos(STEP_NANOS);
        if (Thread.currentThread().isInterrupted()) {
            throw new AssertionError("interrupted while waiting");
        }
    }
}
