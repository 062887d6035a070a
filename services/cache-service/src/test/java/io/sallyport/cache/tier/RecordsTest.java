package io.sallyport.cache.tier;

import static io.sallyport.cache.record.Entries.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.cache.record.Entries;
import io.sallyport.cache.record.KeyRecord;
import io.sallyport.cache.record.KeyRecordForm;
import io.sallyport.cache.record.SharedEntry;
import io.sallyport.contract.StoreKeys;
import io.sallyport.contract.settings.StoreConfig;
import io.sallyport.kit.api.Metrics;
import io.sallyport.kit.store.Store;
import io.sallyport.kit.store.Stores;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Memory in front of the embedded store, with a clock that stands still. */
final class RecordsTest {
    private static final String DIGEST = "d";
    private static final byte[] KEY = {1, 2};

    private final Vertx vertx = Vertx.vertx();
    private final Store store = Stores.open(vertx, new StoreConfig("memory", null));
    private final List<String> calls = new ArrayList<>();
    private final Metrics metrics = new Metrics();
    private boolean broken;
    private long nanos;
    private final Records records = new Records(
            new GuardedStore(watched(), () -> nanos, metrics),
            new MemoryTier(1 << 20),
            Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC),
            () -> nanos,
            metrics);

    /** Notes each call, and fails it while the store is broken. */
    private Store watched() {
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (p, method, args) -> {
                    calls.add(method.getName());
                    try {
                        return broken ? Future.failedFuture("broken") : method.invoke(store, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @AfterEach
    void close() throws Exception {
        store.close().await(5, TimeUnit.SECONDS);
        vertx.close().await(5, TimeUnit.SECONDS);
    }

    private KeyRecord find() {
        return records.find(DIGEST, KEY).result();
    }

    private Records.Change add(SharedEntry entry) {
        return records.change(DIGEST, KEY, record -> record.with(entry, NOW)).result();
    }

    private void putAsAnotherInstance(SharedEntry entry) {
        Buffer bytes = Buffer.buffer(KeyRecordForm.write(KeyRecord.empty(KEY).with(entry, NOW)));
        store.put(StoreKeys.cached(DIGEST), bytes, Duration.ofMinutes(1));
    }

    @Test
    void believesItsMemoryForAWhile() {
        assertThat(find().isEmpty()).isTrue();
        assertThat(add(Entries.entry("a", new byte[1])).stored()).isTrue();
        putAsAnotherInstance(Entries.entry("b", new byte[2]));
        calls.clear();

        nanos += Records.TRUST_NANOS - 1;
        assertThat(find().variants().entries().get(0).body()).hasSize(1);
        assertThat(calls).isEmpty();

        nanos += 1;
        assertThat(find().variants().entries().get(0).body()).hasSize(2);
        assertThat(calls).containsExactly("get");
    }

    @Test
    void goesOnBelievingItWhileTheStoreFails() {
        add(Entries.entry("a", new byte[1]));
        broken = true;
        nanos += 100 * Records.TRUST_NANOS;

        assertThat(find().variants().entries()).hasSize(1);
        assertThat(add(Entries.entry("b", new byte[1])).stored()).isFalse();
        assertThat(find().variants().entries()).hasSize(2);
    }

    @Test
    void leavesAStoreAloneThatFails() {
        broken = true;
        for (int i = 0; i < 10; i++) {
            records.find(DIGEST + i, KEY);
        }

        assertThat(calls).hasSize(Breaker.FAILURES);
        broken = false;
        nanos += Breaker.PAUSE_NANOS;
        putAsAnotherInstance(Entries.entry("a", new byte[1]));
        assertThat(find().variants().entries()).hasSize(1);
    }

    @Test
    void countsARecordThatIsDamagedAndDropsIt() {
        store.put(StoreKeys.cached(DIGEST), Buffer.buffer("no record"));

        assertThat(find().isEmpty()).isTrue();

        assertThat(records.corrupted()).isEqualTo(1);
        assertThat(store.get(StoreKeys.cached(DIGEST)).result()).isEmpty();
    }

    @Test
    void losesNoChangeOfAnotherInstance() {
        add(Entries.entry("a", new byte[1]));
        boolean[] interfered = new boolean[1];

        Records.Change change = records.change(DIGEST, KEY, record -> {
                    KeyRecord edited = record.with(Entries.entry("b", new byte[1]), NOW);
                    if (!interfered[0]) {
                        interfered[0] = true;
                        KeyRecord theirs = record.with(Entries.entry("c", new byte[1]), NOW);
                        store.put(StoreKeys.cached(DIGEST), Buffer.buffer(KeyRecordForm.write(theirs)));
                    }
                    return edited;
                })
                .result();

        assertThat(change.stored()).isTrue();
        assertThat(change.after().variants().entries()).hasSize(3);
        assertThat(find().variants().entries()).hasSize(3);
    }

    @Test
    void givesUpWhenOthersChangeARecordAllTheTime() {
        int[] tries = new int[1];
        Records.Change change = records.change(DIGEST, KEY, record -> {
                    tries[0]++;
                    putAsAnotherInstance(Entries.entry("x" + tries[0], new byte[1]));
                    return record.with(Entries.entry("b", new byte[1]), NOW);
                })
                .result();

        assertThat(change.stored()).isFalse();
        assertThat(tries[0]).isEqualTo(11);
    }

    @Test
    void removesARecordWhenItsLastEntryGoes() {
        SharedEntry entry = Entries.entry("a", new byte[1]);
        add(entry);

        records.change(DIGEST, KEY, record -> record.without(entry));

        assertThat(store.get(StoreKeys.cached(DIGEST)).result()).isEmpty();
        assertThat(find().isEmpty()).isTrue();
    }
}
