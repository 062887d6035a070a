package io.sallyport.edge.observe;

import static io.sallyport.edge.observe.AccessRecords.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.StoreKeys;
import io.sallyport.contract.log.AccessBatch;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.settings.LogsConfig;
import io.sallyport.contract.settings.StoreConfig;
import io.sallyport.contract.settings.SuiteConfig;
import io.sallyport.kit.api.Metrics;
import io.sallyport.kit.bus.AccessBatchBytes;
import io.sallyport.kit.store.StreamEntry;
import io.sallyport.kit.store.StreamReader;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.process.RedisServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An edge that ships through a real Redis, which fills, hangs and dies. */
@ExtendWith(LeakWatch.class)
class StreamShippingTest {
    private final Vertx vertx = Vertx.vertx();
    private final Metrics metrics = new Metrics();
    private final List<AccessBatch> batches = new ArrayList<>();
    private RedisServer server;
    private AccessShipper shipper;
    private StreamReader reader;

    @BeforeEach
    void start() {
        server = RedisServer.start();
        StoreConfig store = new StoreConfig(server.url(), Duration.ofMillis(400));
        LogsConfig logs = new LogsConfig(null, null, 2000, Duration.ofMillis(5), 1000, null, null);
        SuiteConfig config = new SuiteConfig(null, null, store, null, null, logs, null, null, null, null);
        shipper = AccessShipper.open(vertx, Path.of(""), "edge-1", config, access -> {}, metrics);
        reader = StreamReader.open(vertx, store, StoreKeys.records(), "collectors", "one");
    }

    @AfterEach
    void stop() throws Exception {
        shipper.close().await(10, TimeUnit.SECONDS);
        reader.close().await(10, TimeUnit.SECONDS);
        vertx.close().await(10, TimeUnit.SECONDS);
        server.close();
    }

    @Test
    void shipsEveryRecordOnce() {
        offer(700);

        collect(700);

        assertThat(sequences())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 700).boxed().toList());
        assertThat(batches).allSatisfy(batch -> assertThat(batch.edge()).isEqualTo("edge-1"));
        assertThat(shipper.figures()).isEqualTo(new ShippingFigures(700, 700, 0, 0));
    }

    @Test
    void keepsWhatIsBufferedWhileRedisIsGoneAndDropsTheNewest() {
        offer(10);
        collect(10);
        server.kill();

        offer(2500);
        Eventually.until("the problem shows", () -> shipper.problem().orElse("").contains("are dropped: redis"));
        assertThat(metrics.text()).contains("sallyport_records_dropped_total 500", "sallyport_records_waiting 2000");
        server.restart();
        collect(2010);
        offer(1);
        collect(2011);

        assertThat(sequences())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 2011).boxed().toList());
        assertThat(statuses().subList(10, 2010))
                .containsExactlyElementsOf(IntStream.range(0, 2000).boxed().toList());
        assertThat(batches.stream().mapToLong(AccessBatch::droppedBefore).sum()).isEqualTo(500);
        Eventually.until("the problem has gone", () -> shipper.problem().isEmpty());
    }

    @Test
    void waitsWhileAsMuchWaitsInTheStoreAsMayAndTrimsNothing() {
        offer(1900);

        Eventually.until(
                "the problem shows",
                () -> shipper.problem().orElse("").contains("logs.stream: 1000 records wait in the store already"));
        assertThat(shipper.figures().shipped()).isBetween(501L, 1000L);
        collect(1900);

        assertThat(sequences())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 1900).boxed().toList());
        assertThat(shipper.figures().dropped()).isZero();
    }

    @Test
    void shipsOnceWhatItSentToAFrozenRedisAgainAndAgain() {
        offer(10);
        collect(10);
        server.freeze();
        try {
            offer(600);
            Eventually.until(
                    "it has been sent three times",
                    () -> metrics.text()
                            .lines()
                            .filter(line -> line.startsWith("sallyport_records_repeated_total "))
                            .anyMatch(line -> Integer.parseInt(line.substring(line.indexOf(' ') + 1)) >= 500));
        } finally {
            server.thaw();
        }

        collect(610);

        assertThat(sequences())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 610).boxed().toList());
    }

    private void offer(int count) {
        IntStream.range(0, count).forEach(i -> shipper.offer(record("192.0.2.1", i)));
    }

    /** Reads as a collector does, until there are so many records. */
    private void collect(int count) {
        Eventually.until(count + " records", Duration.ofSeconds(20), () -> {
            Future<List<StreamEntry>> read = reader.own("0", 10)
                    .compose(own -> own.isEmpty() ? reader.next(10) : Future.succeededFuture(own))
                    .recover(failure -> Future.succeededFuture(List.of()));
            take(read.toCompletionStage().toCompletableFuture().join());
            return sequences().size() >= count;
        });
    }

    private void take(List<StreamEntry> entries) {
        Map<String, Integer> weights = new LinkedHashMap<>();
        for (StreamEntry entry : entries) {
            AccessBatch batch = AccessBatchBytes.decode(entry.body());
            batches.add(batch);
            weights.put(entry.id(), batch.records().size());
        }
        reader.settle(weights).toCompletionStage().toCompletableFuture().join();
    }

    private List<Long> sequences() {
        return batches.stream()
                .flatMap(batch -> batch.records().stream())
                .map(AccessRecord::sequence)
                .toList();
    }

    private List<Integer> statuses() {
        return batches.stream()
                .flatMap(batch -> batch.records().stream())
                .map(AccessRecord::status)
                .toList();
    }
}
