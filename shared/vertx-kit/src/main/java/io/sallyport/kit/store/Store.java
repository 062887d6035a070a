package io.sallyport.kit.store;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Shared state of the suite: small values under string keys, written seldom. Every call ends within the configured
 * time; a call that could not be carried out fails with {@link StoreUnavailableException}. Values handed in and out
 * are not shared with the caller.
 */
public interface Store {
    Future<Optional<Buffer>> get(String key);

    Future<Void> put(String key, Buffer value);

    /** Writes unless the key is there; completes with whether it wrote. The key goes away after {@code life}. */
    Future<Boolean> putIfAbsent(String key, Buffer value, Duration life);

    /** Replaces {@code expected} by {@code value} and renews the key's life; completes with whether it did. */
    Future<Boolean> replace(String key, Buffer expected, Buffer value, Duration life);

    /** Deletes the key if it holds {@code expected}; completes with whether it did. */
    Future<Boolean> remove(String key, Buffer expected);

    Future<Void> delete(String key);

    /** Adds one and completes with the new number; a missing key counts as 0. */
    Future<Long> increment(String key);

    /**
     * Takes tokens from a bucket, as many as there are up to {@code wanted}. A bucket that nobody has asked is full; the
     * store's own clock fills it.
     *
     * @param tokenNanos in which one token comes back
     * @param fullNanos  in which an empty bucket is full again
     */
    Future<Claim> claim(String key, long tokenNanos, long fullNanos, int wanted);

    /** Keys that start with {@code prefix}, in no order. For seldom use. */
    Future<List<String>> keys(String prefix);

    /** Whether the last call went through, and if not why; for status pages. */
    StoreState state();

    Future<Void> close();
}
