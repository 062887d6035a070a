package io.sallyport.kit.store;

import io.sallyport.kit.redis.RedisCall;
import io.sallyport.kit.redis.RedisFailure;
import io.sallyport.kit.redis.RedisWay;
import io.sallyport.kit.redis.Trouble;
import io.vertx.core.Future;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** Calls to Redis as a store makes them, with the failures of a store. */
final class RedisCalls {
    private final RedisWay way;

    RedisCalls(RedisWay way) {
        this.way = way;
    }

    /**
     * Asks the server that has a key.
     *
     * @param reading is given null for the answer that there is nothing
     */
    <T> Future<T> call(String key, Request request, Supplier<String> what, Function<Response, T> reading) {
        return way.call(key, RedisCall.of(request, what, reading)).recover(RedisCalls::unavailable);
    }

    Future<List<RedisWay.Server>> primaries() {
        return way.primaries().recover(RedisCalls::unavailable);
    }

    /** Asks one server. */
    <T> Future<T> call(RedisWay.Server server, Request request, Supplier<String> what, Function<Response, T> reading) {
        return server.call(RedisCall.of(request, what, reading)).recover(RedisCalls::unavailable);
    }

    /** Asks one server what it may refuse to say. */
    <T> Future<T> callAside(
            RedisWay.Server server, Request request, Supplier<String> what, Function<Response, T> reading) {
        return server.call(RedisCall.aside(request, what, reading)).recover(RedisCalls::unavailable);
    }

    boolean isCluster() {
        return way.isCluster();
    }

    private static <T> Future<T> unavailable(Throwable failure) {
        return Future.failedFuture(
                failure instanceof RedisFailure
                        ? new StoreUnavailableException(failure.getMessage(), failure)
                        : failure);
    }

    StoreState state(List<String> advice) {
        String problem = way.problem();
        return new StoreState("redis", problem.isEmpty(), problem, advice);
    }

    /** @param damaged what the caller has counted */
    StoreFigures figures(long damaged) {
        RedisWay.Figures counted = way.figures();
        Map<Trouble, Long> failures = new EnumMap<>(Trouble.class);
        for (Trouble trouble : Trouble.values()) {
            failures.put(trouble, counted.failures(trouble));
        }
        return new StoreFigures(counted.calls(), counted.connects(), counted.pausedServers(), damaged, failures);
    }

    Future<Void> close() {
        return way.close();
    }
}
