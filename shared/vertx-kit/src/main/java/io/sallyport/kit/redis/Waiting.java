package io.sallyport.kit.redis;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Times by the monotonic clock, and what waits for no longer. */
final class Waiting {
    private static final long MILLI = 1_000_000;

    private Waiting() {}

    static long deadline(long millis) {
        return System.nanoTime() + millis * MILLI;
    }

    /** At least one, since a timer takes no less. */
    static long millisUntil(long deadline) {
        return Math.max(1, (deadline - System.nanoTime()) / MILLI);
    }

    /** Rounded up, at least one. */
    static long millis(long nanos) {
        return Math.max(1, (nanos + MILLI - 1) / MILLI);
    }

    static <T> Future<T> within(Future<T> future, long deadline) {
        return future.timeout(millisUntil(deadline), TimeUnit.MILLISECONDS);
    }

    /** Completes a promise on the context of whom it was promised; null: on none. */
    static <T> void answer(@Nullable Context caller, Promise<T> promise, T reply, @Nullable Throwable failure) {
        if (caller == null || caller == Vertx.currentContext()) {
            promise.complete(reply, failure);
        } else {
            caller.runOnContext(v -> promise.complete(reply, failure));
        }
    }
}
