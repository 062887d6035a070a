package io.sallyport.logs.intake;

import static io.sallyport.logs.Records.record;
import static io.sallyport.logs.intake.Collector.await;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.StoreKeys;
import io.sallyport.contract.log.AccessBatch;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.settings.StoreConfig;
import io.sallyport.kit.bus.AccessBatchBytes;
import io.sallyport.kit.store.Appended;
import io.sallyport.kit.store.StreamWriter;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.TcpRelay;
import io.sallyport.testkit.process.RedisServer;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Collectors to which the answers of a real Redis come with wrong bits. */
@ExtendWith(LeakWatch.class)
class WrongBitsTest {
    private static final int BOUND = 1_000_000;

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final List<Collector> collectors = new ArrayList<>();
    private RedisServer server;
    private TcpRelay relay;
    private StreamWriter edge;

    @BeforeEach
    void start() {
        server = RedisServer.start();
        relay = TcpRelay.to(server.port());
        edge = StreamWriter.open(vertx, store(), StoreKeys.records(), "edge-1");
    }

    @AfterEach
    void stop() {
        relay.pass();
        collectors.forEach(Collector::close);
        await(edge.close());
        await(vertx.close());
        relay.close();
        server.close();
    }

    @Test
    void readsAgainABatchThatStillIsOne() {
        append(1, 10);
        relay.spoil(new Flip("edge-1", 5, 2));

        Collector one = collector("one");

        Eventually.until("all are kept", () -> one.kept().size() >= 10);
        assertThat(one.kept()).containsExactlyInAnyOrderElementsOf(records(1, 10));
        assertThat(one.metrics.text()).contains("sallyport_log_damaged_total 2", "sallyport_log_unreadable_total 0");
        Eventually.until("the stream is empty", () -> await(one.weight()) == 0);
    }

    @Test
    void acknowledgesNoOtherEntryThanItHasRead() {
        append(1, 10);
        append(11, 20);
        String ids = server.ask("XRANGE " + StoreKeys.records() + " - +");
        // The answer puts the first batch under an id at which nothing lies.
        relay.spoil(new Flip(id(ids), 12, 1));

        Collector one = collector("one");

        Eventually.until("the stream is empty", () -> await(one.weight()) == 0);
        assertThat(one.kept()).containsExactlyInAnyOrderElementsOf(records(1, 20));
        assertThat(one.archive().deliveries())
                .extracting(delivery -> delivery.id())
                .contains(id(ids));
        assertThat(one.metrics.text()).contains("sallyport_log_damaged_total 1");
    }

    @Test
    void doesNotTakeABatchForGoneThatHasLostItsFields() {
        append(1, 10);
        // Four fields become none; what follows is no answer, but the entry has been read by then.
        relay.spoil(new Flip("*4\r\n$1\r\ne", 1, 1));

        Collector one = collector("one");

        Eventually.until("all are kept", () -> one.kept().size() >= 10);
        assertThat(one.kept()).containsExactlyInAnyOrderElementsOf(records(1, 10));
    }

    @Test
    void countsABatchThatNeverComesRightAsUnreadable() {
        append(1, 10);
        append(11, 20);
        // The first of the two, in each answer that has it.
        relay.spoil(new Flip("edge-1", 5, Integer.MAX_VALUE));
        Collector one = collector("one");
        Eventually.until("it is counted", () -> one.metrics.text().contains("sallyport_log_unreadable_total 1"));
        assertThat(one.kept()).containsExactlyInAnyOrderElementsOf(records(11, 20));
        assertThat(await(one.weight())).isEqualTo(10);

        relay.pass();

        Eventually.until("all are kept", () -> one.kept().size() >= 20);
        assertThat(one.kept()).containsExactlyInAnyOrderElementsOf(records(1, 20));
    }

    @Test
    void keepsEveryRecordOnceWhereAnyBitMayBeWrong() {
        Random random = new Random(7);
        relay.spoil((piece, length) -> {
            synchronized (random) {
                for (int i = 0; i < length; i++) {
                    if (random.nextInt(2000) == 0) {
                        piece[i] ^= (byte) (1 << random.nextInt(8));
                    }
                }
            }
        });
        Collector one = collector("one");
        Collector two = collector("two");
        for (int i = 0; i < 100; i++) {
            appendAtLast(i * 10L + 1, i * 10L + 10);
        }
        relay.pass();

        Eventually.until(
                "the stream is empty",
                () -> server.ask("XLEN " + StoreKeys.records()).startsWith(":0\r\n"));
        Eventually.until("all are kept", () -> one.kept().size() + two.kept().size() >= 1000);
        assertThat(Stream.concat(one.kept().stream(), two.kept().stream()))
                .containsExactlyInAnyOrderElementsOf(records(1, 1000));
    }

    /** Flips the lowest bits of a byte in what contains a text, so many times. */
    private record Flip(byte[] text, int at, int bits, AtomicInteger times) implements TcpRelay.Spoiler {
        Flip(String text, int at, int times) {
            this(text.getBytes(ISO_8859_1), at, text.charAt(at) == '4' ? 4 : 1, new AtomicInteger(times));
        }

        @Override
        public void touch(byte[] piece, int length) {
            int found = new String(piece, 0, length, ISO_8859_1).indexOf(new String(text, ISO_8859_1));
            if (found >= 0 && times.getAndDecrement() > 0) {
                piece[found + at] ^= (byte) bits;
            }
        }
    }

    private Collector collector(String name) {
        Collector collector = Collector.open(new Collector.Setting(store(), folder.resolve(name), Duration.ofHours(1)))
                .start();
        collectors.add(collector);
        return collector;
    }

    private StoreConfig store() {
        return new StoreConfig("redis://127.0.0.1:" + relay.port(), Duration.ofSeconds(1));
    }

    private void append(long first, long last) {
        await(edge.append(last, (int) (last - first + 1), bytes(first, last), BOUND));
    }

    /** As an edge does, until it is taken. */
    private void appendAtLast(long first, long last) {
        Eventually.until(
                "it is taken",
                () -> await(edge.append(last, (int) (last - first + 1), bytes(first, last), BOUND)
                        .map(Appended.TAKEN::equals)
                        .otherwise(false)));
    }

    private static Buffer bytes(long first, long last) {
        List<AccessRecord> records = LongStream.rangeClosed(first, last)
                .mapToObj(sequence -> record().sequence(sequence).build())
                .toList();
        return AccessBatchBytes.encode(new AccessBatch("edge-1", records, 0));
    }

    private static List<String> records(long first, long last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(sequence -> "edge-1 " + sequence)
                .toList();
    }

    /** The first id in an answer. */
    private static String id(String entries) {
        return entries.split("\r\n")[3];
    }
}
