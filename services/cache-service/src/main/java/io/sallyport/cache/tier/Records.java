package io.sallyport.cache.tier;

import io.sallyport.cache.record.KeyRecord;
import io.sallyport.cache.record.KeyRecordForm;
import io.sallyport.contract.StoreKeys;
import io.sallyport.kit.api.Metrics;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The records of keys: read through memory, changed by comparing and setting in the store. Memory is believed for
 * {@link #TRUST_NANOS}, because another instance may have changed the store while keys were shared anew; when the store
 * does not answer, for as long as it lasts.
 */
public final class Records {
    static final long TRUST_NANOS = 5_000_000_000L;

    /** Instances that want to change the same record at the same time take turns; in one instance they wait in line. */
    private static final int TRIES = 10;

    private final GuardedStore store;
    private final MemoryTier memory;
    private final Clock clock;
    private final LongSupplier nanos;
    private final Metrics.Counter corrupted;
    private final Map<String, Future<KeyRecord>> loads = new HashMap<>();
    private final Map<String, Future<Change>> changes = new HashMap<>();

    /**
     * How a change went.
     *
     * @param before what was there
     * @param after  what is there now
     * @param stored whether the store has it; else only memory does, for a while
     */
    public record Change(KeyRecord before, KeyRecord after, boolean stored) {}

    public Records(GuardedStore store, MemoryTier memory, Clock clock, LongSupplier nanos, Metrics metrics) {
        this.store = store;
        this.memory = memory;
        this.clock = clock;
        this.nanos = nanos;
        this.corrupted = metrics.counter(
                "sallyport_cache_corrupted_total",
                "Records and chunks of the shared cache that were damaged or missing.");
    }

    /** The record of a key, empty when there is none; never fails. */
    public Future<KeyRecord> find(String digest, byte[] key) {
        MemoryTier.Held held = memory.record(digest);
        if (held != null && nanos.getAsLong() - held.atNanos() < TRUST_NANOS) {
            return Future.succeededFuture(of(held.record(), key));
        }
        return reload(digest, key);
    }

    /** Whether this instance's memory has a record of the key, be it an old one. */
    public boolean isInMemory(String digest) {
        return memory.record(digest) != null;
    }

    /** The same without regard to memory, unless the store fails. */
    public Future<KeyRecord> reload(String digest, byte[] key) {
        Future<KeyRecord> load = loads.get(digest);
        return (load == null ? load(digest) : load).map(record -> of(record, key));
    }

    private static KeyRecord of(KeyRecord record, byte[] key) {
        return record.isOf(key) ? record : KeyRecord.empty(key);
    }

    private Future<KeyRecord> load(String digest) {
        Promise<KeyRecord> promise = Promise.promise();
        loads.put(digest, promise.future());
        store.read(open -> open.get(StoreKeys.cached(digest))).onComplete((bytes, failure) -> {
            boolean newest = loads.remove(digest, promise.future());
            MemoryTier.Held held = memory.record(digest);
            if (failure != null || !newest) {
                promise.complete(held == null ? KeyRecord.empty(new byte[0]) : held.record());
            } else {
                promise.complete(loaded(digest, bytes.orElse(null)));
            }
        });
        return promise.future();
    }

    private KeyRecord loaded(String digest, @Nullable Buffer bytes) {
        KeyRecord record = bytes == null ? null : KeyRecordForm.read(bytes.getBytes());
        if (record != null) {
            memory.keep(digest, record, nanos.getAsLong());
            return record;
        }
        memory.forget(digest);
        if (bytes != null) {
            countCorrupted();
            store.write(open -> open.remove(StoreKeys.cached(digest), bytes));
        }
        return KeyRecord.empty(new byte[0]);
    }

    /** Changes a record; never fails. What is made of a record must depend on nothing else. */
    public Future<Change> change(String digest, byte[] key, UnaryOperator<KeyRecord> edit) {
        Future<Change> before = changes.get(digest);
        Future<Change> change = before == null
                ? attempt(digest, key, edit, TRIES)
                : before.transform(done -> attempt(digest, key, edit, TRIES));
        if (!change.isComplete()) {
            changes.put(digest, change);
            change.onComplete(done -> changes.remove(digest, change));
        }
        return change;
    }

    private Future<Change> attempt(String digest, byte[] key, UnaryOperator<KeyRecord> edit, int tries) {
        return store.read(open -> open.get(StoreKeys.cached(digest)))
                .compose(bytes -> {
                    KeyRecord read = bytes.map(there -> KeyRecordForm.read(there.getBytes()))
                            .orElse(null);
                    KeyRecord old = read == null ? KeyRecord.empty(key) : of(read, key);
                    KeyRecord edited = edit.apply(old);
                    return write(digest, bytes, edited).compose(written -> {
                        if (written) {
                            return Future.succeededFuture(remembered(digest, old, edited, true));
                        }
                        return tries > 1
                                ? attempt(digest, key, edit, tries - 1)
                                : Future.failedFuture("others changed it all the time");
                    });
                })
                .otherwise(failure -> inMemory(digest, key, edit));
    }

    private Future<Boolean> write(String digest, Optional<Buffer> before, KeyRecord after) {
        String name = StoreKeys.cached(digest);
        if (after.isEmpty()) {
            return before.isEmpty()
                    ? Future.succeededFuture(true)
                    : store.write(open -> open.remove(name, before.get()));
        }
        Buffer bytes = Buffer.buffer(KeyRecordForm.write(after));
        Duration life = Duration.ofMillis(Math.max(1, after.goneAtMillis() - clock.millis()));
        long size = (long) bytes.length() + before.map(Buffer::length).orElse(0);
        return store.writeLarge(
                size,
                open -> before.isEmpty()
                        ? open.putIfAbsent(name, bytes, life)
                        : open.replace(name, before.get(), bytes, life));
    }

    private Change remembered(String digest, KeyRecord before, KeyRecord after, boolean stored) {
        // What a load under way brings is older.
        loads.remove(digest);
        if (after.isEmpty()) {
            memory.forget(digest);
        } else {
            memory.keep(digest, after, nanos.getAsLong());
        }
        return new Change(before, after, stored);
    }

    private Change inMemory(String digest, byte[] key, UnaryOperator<KeyRecord> edit) {
        MemoryTier.Held held = memory.record(digest);
        KeyRecord old = held == null ? KeyRecord.empty(key) : of(held.record(), key);
        return remembered(digest, old, edit.apply(old), false);
    }

    void countCorrupted() {
        corrupted.increment();
    }

    public long corrupted() {
        return corrupted.value();
    }
}
