package io.sallyport.edge.observe;

import static io.sallyport.edge.observe.AccessRecords.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Addresses;
import io.sallyport.contract.log.AccessBatch;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.settings.LogsConfig;
import io.sallyport.kit.api.Metrics;
import io.sallyport.kit.bus.BusCodecs;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.LeakWatch;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakWatch.class)
class AccessShipperTest {
    private static final Duration SOON = Duration.ofMillis(5);
    private static final Duration NEVER = Duration.ofHours(1);

    private final Vertx vertx = Vertx.vertx();
    private final Metrics metrics = new Metrics();
    private final List<AccessBatch> batches = new CopyOnWriteArrayList<>();

    @BeforeEach
    void teachTheBus() {
        BusCodecs.register(vertx);
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void losesNothingOfManyEventLoops() throws Exception {
        collect(new AtomicInteger());
        AccessShipper shipper = shipper(200_000, SOON);

        List<CompletableFuture<Void>> loops = IntStream.range(0, 4)
                .mapToObj(loop -> CompletableFuture.runAsync(() -> offer(shipper, "loop" + loop, 20_000)))
                .toList();
        for (CompletableFuture<Void> loop : loops) {
            loop.get(10, TimeUnit.SECONDS);
        }
        awaitRecords(80_000);

        assertThat(records())
                .extracting(AccessRecord::sequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 80_000).boxed().toList());
        assertThat(records())
                .filteredOn(access -> access.client().equals("loop2"))
                .extracting(AccessRecord::status)
                .containsExactlyElementsOf(IntStream.range(0, 20_000).boxed().toList());
        assertThat(batches).allSatisfy(batch -> assertThat(batch.records()).hasSizeLessThanOrEqualTo(500));
        Eventually.until("all are acknowledged", () -> shipper.figures().shipped() == 80_000);
        assertThat(shipper.figures()).isEqualTo(new ShippingFigures(80_000, 80_000, 0, 0));
    }

    @Test
    void sendsAFullBatchWithoutWaitingForTheFlush() throws Exception {
        collect(new AtomicInteger());
        AccessShipper shipper = shipper(10_000, NEVER);

        offer(shipper, "a", 700);
        awaitRecords(500);

        assertThat(batches).hasSize(1);
        shipper.close().await(10, TimeUnit.SECONDS);
        assertThat(records()).hasSize(700);
    }

    @Test
    void dropsTheNewestWhenNobodyCollectsAndSaysHowMany() throws Exception {
        AccessShipper shipper = shipper(1000, SOON);
        offer(shipper, "a", 1300);
        assertThat(shipper.figures()).isEqualTo(new ShippingFigures(1300, 0, 300, 1000));

        collect(new AtomicInteger());
        awaitRecords(1000);
        offer(shipper, "b", 1);
        awaitRecords(1001);

        assertThat(records())
                .filteredOn(access -> access.client().equals("a"))
                .extracting(AccessRecord::status)
                .containsExactlyElementsOf(IntStream.range(0, 1000).boxed().toList());
        AccessBatch last = batches.get(batches.size() - 1);
        assertThat(batches.stream().mapToLong(AccessBatch::droppedBefore).sum()).isEqualTo(300);
        assertThat(last.records()).extracting(AccessRecord::sequence).containsExactly(1001L);
        assertThat(metrics.text()).contains("sallyport_records_dropped_total 300");
    }

    @Test
    void repeatsTheSameBatchUntilItIsAnswered() throws Exception {
        collect(new AtomicInteger(2));
        AccessShipper shipper = shipper(1000, SOON);

        offer(shipper, "a", 3);
        Eventually.until(
                "the third attempt is acknowledged", () -> shipper.figures().shipped() == 3);

        assertThat(batches).hasSize(3);
        assertThat(batches)
                .extracting(AccessBatch::records)
                .containsOnly(batches.get(0).records());
    }

    @Test
    void closesInTimeWhenNobodyCollects() throws Exception {
        AccessShipper shipper = shipper(1000, SOON);
        offer(shipper, "a", 10);

        shipper.close().await(6, TimeUnit.SECONDS);
        shipper.offer(record("late", 0));

        assertThat(shipper.figures().dropped()).isEqualTo(11);
    }

    @Test
    void closesAtOnceWhenNothingWaits() throws Exception {
        shipper(10, NEVER).close().await(2, TimeUnit.SECONDS);
    }

    private AccessShipper shipper(int buffer, Duration flush) {
        return new AccessShipper(
                vertx, "edge-1", LogsConfig.shipping(buffer, flush), new BusCarrier(vertx), access -> {}, metrics);
    }

    /** A collector that first fails the number of batches given. */
    private void collect(AtomicInteger failures) throws Exception {
        vertx.eventBus()
                .<AccessBatch>consumer(Addresses.ACCESS_LOG, message -> take(message, failures))
                .completion()
                .await(10, TimeUnit.SECONDS);
    }

    private void take(Message<AccessBatch> message, AtomicInteger failures) {
        List<AccessRecord> records = message.body().records();
        batches.add(message.body());
        if (failures.getAndDecrement() > 0) {
            message.fail(500, "not now");
        } else {
            message.reply(records.get(records.size() - 1).sequence());
        }
    }

    private static void offer(AccessShipper shipper, String client, int count) {
        for (int i = 0; i < count; i++) {
            shipper.offer(record(client, i));
        }
    }

    private void awaitRecords(int count) {
        Eventually.until(count + " records", () -> records().size() >= count);
    }

    private List<AccessRecord> records() {
        return batches.stream().flatMap(batch -> batch.records().stream()).toList();
    }
}
