package io.sallyport.faults.stack;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for other processes with steps that leave them the cores. */
public final class Await {
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private Await() {}

    /** Returns when nothing is wrong any more; fails with the last thing that was. */
    public static void nothing(String what, Duration patience, Supplier<Optional<String>> wrong) {
        long deadline = System.nanoTime() + patience.toNanos();
        for (Optional<String> now = wrong.get(); now.isPresent(); now = wrong.get()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(what + ", after " + patience.toSeconds() + " s: " + now.get());
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
    }

    /** Lets time pass, for a fault to work. */
    public static void pass(Duration time) {
        long deadline = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = deadline - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
