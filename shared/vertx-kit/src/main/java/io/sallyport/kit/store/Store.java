package io.sallyport.kit.store;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Shared state of the suite: values under string keys. Every call ends within the configured
 * time; a call that could not be carried out fails with {@link StoreUnavailableException}. Values handed in and out
 * are not shared with the caller.
 */
public interface Store {
    /** Keys in one call. */
    int KEYS_MAX = 512;

    /**
     * The life of what must not be lost: it has no end, and only so a full server does not drop it in favour of something
     * else ({@code volatile-*}). Everything else has a shorter one.
     */
    Duration FOREVER = ChronoUnit.FOREVER.getDuration();

    Future<Optional<Buffer>> get(String key);

    Future<Void> put(String key, Buffer value);

    /** Writes; the key goes away after {@code life}. */
    Future<Void> put(String key, Buffer value, Duration life);

    /** Writes unless the key is there; completes with whether it wrote. The key goes away after {@code life}. */
    Future<Boolean> putIfAbsent(String key, Buffer value, Duration life);

    /** Replaces {@code expected} by {@code value} and renews the key's life; completes with whether it did. */
    Future<Boolean> replace(String key, Buffer expected, Buffer value, Duration life);

    /** Deletes the key if it holds {@code expected}; completes with whether it did. */
    Future<Boolean> remove(String key, Buffer expected);

    Future<Void> delete(String key);

    /** Gives keys a new life; completes with how many of them are there. At most {@value #KEYS_MAX} at a time. */
    Future<Integer> renew(List<String> keys, Duration life);

    /**
     * Completes with how many of the keys are there. To a store that drops what is used least they count as used. At most
     * {@value #KEYS_MAX} at a time.
     */
    Future<Integer> touch(List<String> keys);

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

    /** What is counted of its calls, for metrics. */
    default StoreFigures figures() {
        return StoreFigures.NONE;
    }

    Future<Void> close();
}
