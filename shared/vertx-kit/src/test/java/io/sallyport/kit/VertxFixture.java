package io.sallyport.kit;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** Waits on futures from a test thread, with a bound. */
public final class VertxFixture {
    private static final Duration BOUND = Duration.ofSeconds(15);

    private VertxFixture() {}

    /** The result, or the failure thrown as it is. */
    public static <T> T await(Future<T> future) {
        try {
            return future.await(BOUND);
        } catch (TimeoutException e) {
            throw new AssertionError("not within " + BOUND, e);
        }
    }

    public static void close(Vertx vertx) {
        await(vertx.close());
    }
}
