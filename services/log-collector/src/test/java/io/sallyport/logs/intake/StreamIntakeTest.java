package io.sallyport.logs.intake;

import static io.sallyport.logs.Records.record;
import static io.sallyport.logs.intake.Collector.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.StoreKeys;
import io.sallyport.contract.log.AccessBatch;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.settings.StoreConfig;
import io.sallyport.kit.bus.AccessBatchBytes;
import io.sallyport.kit.store.StreamWriter;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.process.RedisServer;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Collectors that share a stream of a real Redis, and die at the wrong moment. */
@ExtendWith(LeakWatch.class)
class StreamIntakeTest {
    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration NEVER = Duration.ofHours(1);
    private static final int BOUND = 1_000_000;

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final List<Collector> collectors = new ArrayList<>();
    private RedisServer server;
    private StoreConfig store;
    private StreamWriter edge;

    @BeforeEach
    void start() {
        server = RedisServer.start();
        store = new StoreConfig(server.url(), Duration.ofSeconds(1));
        edge = StreamWriter.open(vertx, store, StoreKeys.records(), "edge-1");
    }

    @AfterEach
    void stop() {
        collectors.forEach(Collector::close);
        await(edge.close());
        await(vertx.close());
        server.close();
    }

    @Test
    void keepsEveryRecordAndEmptiesTheStream() {
        append("edge-1", 1, 500, 0);
        Collector one = collector("one", NEVER).start();
        append("edge-1", 501, 1000, 7);

        awaitKept(one, 1000);

        assertThat(one.kept()).containsExactlyInAnyOrderElementsOf(records("edge-1", 1, 1000));
        Eventually.until("the stream is empty", () -> await(one.weight()) == 0);
        assertThat(one.metrics.text()).contains("sallyport_log_dropped_total 7", "sallyport_log_records_total 1000");
        Eventually.until("all are told on", () -> one.followed.size() == 1000);
    }

    @Test
    void keepsARepetitionOnce() {
        Collector one = collector("one", NEVER).start();
        append("edge-1", 1, 10, 0);
        // Under another number, as if the store had forgotten the mark.
        await(edge.append(11, 10, bytes("edge-1", 1, 10, 0), BOUND));
        append("edge-1", 5, 20, 0);

        awaitKept(one, 20);

        assertThat(one.kept()).containsExactlyInAnyOrderElementsOf(records("edge-1", 1, 20));
        Eventually.until("16 are repeated", () -> one.metrics.text().contains("sallyport_log_repeated_total 16"));
    }

    @Test
    void knowsAfterADeathBetweenKeepingAndSettlingWhatItHas() {
        append("edge-1", 1, 100, 0);
        open("one", NEVER).dieBeforeSettling();
        append("edge-1", 101, 200, 0);

        Collector again = collector("one", NEVER).start();

        awaitKept(again, 200);
        Eventually.until("all is settled", () -> await(again.weight()) == 0);
        assertThat(again.kept()).containsExactlyInAnyOrderElementsOf(records("edge-1", 1, 200));
        assertThat(again.followed).hasSize(100);
    }

    @Test
    void givesUpWhatAnotherHasTakenOverWhileItWasDead() {
        append("edge-1", 1, 100, 0);
        open("one", NEVER).dieBeforeSettling();
        Collector two = collector("two", AT_ONCE).start();
        awaitKept(two, 100);

        Collector again = collector("one", NEVER).start();

        Eventually.until("it has none of them", () -> again.kept().isEmpty());
        assertThat(two.kept()).containsExactlyInAnyOrderElementsOf(records("edge-1", 1, 100));
        Eventually.until("they are counted", () -> again.metrics.text().contains("sallyport_log_withdrawn_total 100"));
        assertThat(again.archive().deliveries()).isEmpty();
        append("edge-1", 101, 110, 0);
        Eventually.until("both go on", () -> again.kept().size() + two.kept().size() == 110);
    }

    @Test
    void takesWhatComesBackFromTheOneThatHadTakenItOver() {
        append("edge-1", 1, 100, 0);
        open("one", NEVER).dieBeforeSettling();
        open("two", NEVER).claimAndDieBeforeSettling();

        Collector again = collector("one", AT_ONCE).start();
        awaitKept(again, 100);
        Eventually.until("all is settled", () -> await(again.weight()) == 0);
        Collector twoAgain = collector("two", NEVER).start();

        Eventually.until("two has none of them", () -> twoAgain.kept().isEmpty());
        assertThat(again.kept()).containsExactlyInAnyOrderElementsOf(records("edge-1", 1, 100));
    }

    @Test
    void goesOnWhenRedisHasLostItsData() {
        Collector one = collector("one", NEVER).start();
        append("edge-1", 1, 100, 0);
        awaitKept(one, 100);
        server.kill();
        Eventually.until("the problem shows", () -> one.problem().contains("access records wait in the store: redis"));
        server.restart();
        Eventually.until("the edge is connected", () -> edge.state().connected());

        append("edge-1", 101, 200, 0);

        awaitKept(one, 200);
        assertThat(one.kept()).containsExactlyInAnyOrderElementsOf(records("edge-1", 1, 200));
        Eventually.until("the problem has gone", () -> one.problem().isEmpty());
    }

    @Test
    void goesOnWhenRedisWasFrozen() {
        Collector one = collector("one", NEVER).start();
        append("edge-1", 1, 100, 0);
        awaitKept(one, 100);
        server.freeze();
        Eventually.until("the problem shows", () -> !one.problem().isEmpty());
        server.thaw();
        Eventually.until("the edge is connected", () -> edge.state().connected());

        append("edge-1", 101, 200, 0);

        awaitKept(one, 200);
        assertThat(one.kept()).containsExactlyInAnyOrderElementsOf(records("edge-1", 1, 200));
    }

    @Test
    void passesOverWhatItCannotReadAndLeavesItThere() {
        await(edge.append(1, 1, Buffer.buffer("not a batch"), BOUND));
        append("edge-1", 2, 10, 0);
        Collector one = collector("one", NEVER).start();

        awaitKept(one, 9);

        Eventually.until("one waits", () -> one.metrics.text().contains("sallyport_log_stream_waiting 1"));
        assertThat(one.metrics.text()).contains("sallyport_log_unreadable_total 1");
    }

    @Test
    void sharesTheWorkAndKeepsNothingTwice() {
        Collector one = collector("one", Duration.ofSeconds(10)).start();
        Collector two = collector("two", Duration.ofSeconds(10)).start();
        for (int i = 0; i < 200; i++) {
            append("edge-1", i * 50L + 1, i * 50L + 50, 0);
        }

        Eventually.until("all are kept", () -> one.kept().size() + two.kept().size() == 10_000);

        assertThat(Stream.concat(one.kept().stream(), two.kept().stream()))
                .containsExactlyInAnyOrderElementsOf(records("edge-1", 1, 10_000));
    }

    private Collector collector(String name, Duration idle) {
        Collector collector = open(name, idle);
        collectors.add(collector);
        return collector;
    }

    private Collector open(String name, Duration idle) {
        return Collector.open(new Collector.Setting(store, folder.resolve(name), idle));
    }

    private void append(String from, long first, long last, long dropped) {
        int count = (int) (last - first + 1);
        await(edge.append(last, count, bytes(from, first, last, dropped), BOUND));
    }

    private static Buffer bytes(String from, long first, long last, long dropped) {
        List<AccessRecord> records = LongStream.rangeClosed(first, last)
                .mapToObj(sequence -> record().sequence(sequence).build())
                .toList();
        return AccessBatchBytes.encode(new AccessBatch(from, records, dropped));
    }

    private static List<String> records(String from, long first, long last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(sequence -> from + " " + sequence)
                .toList();
    }

    private static void awaitKept(Collector collector, int count) {
        Eventually.until(count + " records", () -> collector.archive().figures().records() >= count);
    }
}
