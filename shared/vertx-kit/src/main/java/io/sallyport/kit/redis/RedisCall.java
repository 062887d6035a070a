package io.sallyport.kit.redis;

import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What is asked of a server, and how its answer is read. An answer that cannot be read so is not the one to this question: the
 * connection is given up, since the next ones would not be either.
 */
public final class RedisCall<T> {
    private final Request request;
    private final Supplier<String> what;
    private final Function<Response, T> reading;

    private final boolean aside;

    private RedisCall(Request request, Supplier<String> what, Function<Response, T> reading, boolean aside) {
        this.aside = aside;
        this.request = request;
        this.what = what;
        this.reading = reading;
    }

    /**
     * A call.
     *
     * @param what    names it in a failure
     * @param reading is given null for the answer that there is nothing
     */
    public static <T> RedisCall<T> of(Request request, Supplier<String> what, Function<Response, T> reading) {
        return new RedisCall<>(request, what, reading, false);
    }

    /** The same of something that the suite does not need: that it is refused is no trouble of the server. */
    public static <T> RedisCall<T> aside(Request request, Supplier<String> what, Function<Response, T> reading) {
        return new RedisCall<>(request, what, reading, true);
    }

    boolean isAside() {
        return aside;
    }

    Request request() {
        return request;
    }

    Supplier<String> what() {
        return what;
    }

    T read(Response reply) {
        try {
            return reading.apply(reply);
        } catch (RuntimeException e) {
            throw new RedisFailure(Trouble.GARBLED, "the answer is of another kind than was asked for", e);
        }
    }
}
