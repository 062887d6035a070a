package io.sallyport.kit.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Everything in this JVM: for one process and for tests. Guard: each key by the map's own lock on its bin. A value
 * that is over its time is never handed out; a slow sweep frees its memory.
 */
final class EmbeddedStore implements Store {
    private static final long SWEEP_MILLIS = 30_000;
    private static final StoreState STATE = new StoreState("memory", true, "");

    private record Entry(byte[] value, boolean mortal, long deadlineNanos) {
        boolean isGone(long now) {
            return mortal && deadlineNanos - now <= 0;
        }
    }

    private final ConcurrentHashMap<String, Entry> entries = new ConcurrentHashMap<>();
    private final EmbeddedBuckets buckets = new EmbeddedBuckets();
    private final Vertx vertx;
    private final LongSupplier nanos;
    private final long sweeper;

    EmbeddedStore(Vertx vertx, LongSupplier nanos) {
        this.vertx = vertx;
        this.nanos = nanos;
        this.sweeper = vertx.setPeriodic(SWEEP_MILLIS, id -> sweep());
    }

    @Override
    public Future<Optional<Buffer>> get(String key) {
        Entry entry = live(entries.get(key));
        return Future.succeededFuture(Optional.ofNullable(entry).map(found -> Buffer.buffer(found.value)));
    }

    @Override
    public Future<Void> put(String key, Buffer value) {
        entries.put(key, new Entry(value.getBytes(), false, 0));
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> put(String key, Buffer value, Duration life) {
        entries.put(key, mortal(value, life));
        return Future.succeededFuture();
    }

    @Override
    public Future<Boolean> putIfAbsent(String key, Buffer value, Duration life) {
        Entry fresh = mortal(value, life);
        return Future.succeededFuture(entries.compute(key, (k, old) -> live(old) == null ? fresh : old) == fresh);
    }

    @Override
    public Future<Boolean> replace(String key, Buffer expected, Buffer value, Duration life) {
        byte[] wanted = expected.getBytes();
        Entry fresh = mortal(value, life);
        return Future.succeededFuture(
                entries.computeIfPresent(key, (k, old) -> holds(old, wanted) ? fresh : live(old)) == fresh);
    }

    @Override
    public Future<Boolean> remove(String key, Buffer expected) {
        byte[] wanted = expected.getBytes();
        boolean[] removed = new boolean[1];
        entries.computeIfPresent(key, (k, old) -> {
            removed[0] = holds(old, wanted);
            return removed[0] ? null : live(old);
        });
        return Future.succeededFuture(removed[0]);
    }

    @Override
    public Future<Void> delete(String key) {
        entries.remove(key);
        return Future.succeededFuture();
    }

    @Override
    public Future<Integer> renew(List<String> keys, Duration life) {
        long deadline = nanos.getAsLong() + life.toNanos();
        int there = 0;
        for (String key : keys) {
            Entry renewed = entries.computeIfPresent(
                    key, (k, old) -> live(old) == null ? null : new Entry(old.value, true, deadline));
            there += renewed == null ? 0 : 1;
        }
        return Future.succeededFuture(there);
    }

    @Override
    public Future<Integer> touch(List<String> keys) {
        return Future.succeededFuture((int)
                keys.stream().filter(key -> live(entries.get(key)) != null).count());
    }

    @Override
    public Future<Long> increment(String key) {
        try {
            return Future.succeededFuture(number(entries.compute(key, (k, old) -> next(live(old)))));
        } catch (NumberFormatException e) {
            return Future.failedFuture(new StoreUnavailableException("increment of " + key + ": not a number", e));
        }
    }

    @Override
    public Future<Claim> claim(String key, long tokenNanos, long fullNanos, int wanted) {
        return Future.succeededFuture(buckets.claim(key, tokenNanos, fullNanos, wanted, nanos.getAsLong()));
    }

    @Override
    public Future<List<String>> keys(String prefix) {
        long now = nanos.getAsLong();
        return Future.succeededFuture(entries.entrySet().stream()
                .filter(entry ->
                        entry.getKey().startsWith(prefix) && !entry.getValue().isGone(now))
                .map(java.util.Map.Entry::getKey)
                .toList());
    }

    @Override
    public StoreState state() {
        return STATE;
    }

    @Override
    public Future<Void> close() {
        vertx.cancelTimer(sweeper);
        entries.clear();
        buckets.clear();
        return Future.succeededFuture();
    }

    /** Frees what is over its time. */
    void sweep() {
        long now = nanos.getAsLong();
        entries.values().removeIf(entry -> entry.isGone(now));
        buckets.sweep(now);
    }

    /** Values held in memory, those over their time included. */
    int size() {
        return entries.size();
    }

    private Entry mortal(Buffer value, Duration life) {
        return life.equals(FOREVER)
                ? new Entry(value.getBytes(), false, 0)
                : new Entry(value.getBytes(), true, nanos.getAsLong() + life.toNanos());
    }

    private Entry live(Entry entry) {
        return entry == null || entry.isGone(nanos.getAsLong()) ? null : entry;
    }

    private boolean holds(Entry entry, byte[] expected) {
        return live(entry) != null && Arrays.equals(entry.value, expected);
    }

    private static Entry next(Entry old) {
        long number = old == null ? 1 : Math.addExact(number(old), 1);
        byte[] digits = Long.toString(number).getBytes(StandardCharsets.US_ASCII);
        return old == null ? new Entry(digits, false, 0) : new Entry(digits, old.mortal, old.deadlineNanos);
    }

    private static long number(Entry entry) {
        return Long.parseLong(new String(entry.value, StandardCharsets.US_ASCII));
    }
}
