package io.sallyport.kit.store;

import static io.sallyport.kit.VertxFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.contract.settings.StoreConfig;
import io.sallyport.kit.VertxFixture;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.process.RedisServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A stream in a real Redis, with readers that share it, die and come back. */
@ExtendWith(LeakWatch.class)
class StreamTest {
    private static final Duration TIMEOUT = Duration.ofMillis(500);
    private static final Duration AT_ONCE = Duration.ZERO;
    private static final long BOUND = 100;

    private static RedisServer server;

    private final String stream = "test:" + UUID.randomUUID();
    private final List<Future<?>> closing = new ArrayList<>();
    private final List<StreamReader> readers = new ArrayList<>();
    private final List<StreamWriter> writers = new ArrayList<>();
    private Vertx vertx;
    private StreamWriter edge;
    private StreamReader one;

    @BeforeAll
    static void startServer() {
        server = RedisServer.start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void open() {
        vertx = Vertx.vertx();
        edge = writer("edge-1");
        one = reader("one");
    }

    @AfterEach
    void close() {
        readers.forEach(reader -> closing.add(reader.close()));
        writers.forEach(writer -> closing.add(writer.close()));
        closing.forEach(VertxFixture::await);
        VertxFixture.close(vertx);
    }

    @Test
    void handsEntriesOnInTheirOrderByteByByte() {
        Buffer bytes = Buffer.buffer();
        IntStream.range(0, 256).forEach(value -> bytes.appendByte((byte) value));

        append(edge, 1, 1, bytes);
        append(edge, 2, 1, Buffer.buffer("second\r\n"));

        assertThat(bodies(await(one.next(10)))).containsExactly(bytes, Buffer.buffer("second\r\n"));
        assertThat(await(one.next(10))).isEmpty();
    }

    @Test
    void putsTheBodyWhereAReaderOfBeforeLooksAndTheSealBehindIt() {
        append(edge, 1, 1, Buffer.buffer("entry"));

        StreamEntry read = await(one.next(1)).get(0);

        assertThat(read.damage()).isEmpty();
        assertThat(read.seal()).endsWith(" " + read.id());
        assertThat(server.ask("XRANGE " + stream + " - +"))
                .contains("*4\r\n$1\r\ne\r\n$5\r\nentry\r\n$1\r\nc\r\n", "\r\n" + read.seal() + "\r\n");
    }

    @Test
    void takesWhatAWriterOfBeforeHasAppended() {
        server.ask("XADD " + stream + " * e old");

        StreamEntry read = await(one.next(1)).get(0);

        assertThat(read.body()).isEqualTo(Buffer.buffer("old"));
        assertThat(read.damage()).isEmpty();
        assertThat(read.isGone()).isFalse();
    }

    @Test
    void sealsWithoutAnIdWhereTheTimeOfTheServerWentBack() {
        server.ask("XADD " + stream + " 99999999999999-0 e old");
        append(edge, 1, 1, Buffer.buffer("entry"));

        List<StreamEntry> read = await(one.next(2));

        assertThat(read.get(1).id()).startsWith("99999999999999-");
        assertThat(read.get(1).seal()).hasSize(8);
        assertThat(read.get(1).damage()).isEmpty();
    }

    @Test
    void knowsWhatHasGoneFromWhatHasOtherFields() {
        append(edge, 1, 1, Buffer.buffer("entry"));
        server.ask("XADD " + stream + " * x y");
        List<StreamEntry> read = await(one.next(2));
        server.ask("XDEL " + stream + " " + read.get(0).id());

        List<StreamEntry> again = await(one.own("0", 2));

        assertThat(again.get(0).isGone()).isTrue();
        assertThat(again.get(1).isGone()).isFalse();
        assertThat(again.get(1).damage()).isPresent();
    }

    @Test
    void givesWhatWaitedBeforeTheFirstReaderCame() {
        append(edge, 1, 1, Buffer.buffer("early"));

        assertThat(bodies(await(one.next(10)))).containsExactly(Buffer.buffer("early"));
    }

    @Test
    void refusesWhatGoesBeyondTheBoundAndKeepsWhatWaits() {
        append(edge, 60, 60, Buffer.buffer("a"));
        append(edge, 100, 40, Buffer.buffer("b"));

        assertThat(await(edge.append(101, 1, Buffer.buffer("c"), BOUND))).isEqualTo(Appended.FULL);
        assertThat(await(one.weight())).isEqualTo(100);

        List<StreamEntry> read = await(one.next(1));
        assertThat(await(edge.append(101, 1, Buffer.buffer("c"), BOUND))).isEqualTo(Appended.FULL);
        assertThat(await(one.settle(Map.of(read.get(0).id(), 60)))).isEmpty();
        append(edge, 101, 1, Buffer.buffer("c"));
        assertThat(bodies(await(one.next(10)))).containsExactly(Buffer.buffer("b"), Buffer.buffer("c"));
        assertThat(await(one.weight())).isEqualTo(41);
    }

    @Test
    void holdsTheBoundAgainstManySendersAtOnce() {
        List<Future<Appended>> appends = new ArrayList<>();
        for (int sender = 0; sender < 30; sender++) {
            appends.add(writer("edge-" + sender).append(10, 10, Buffer.buffer("x"), BOUND));
        }

        assertThat(appends.stream().map(VertxFixture::await).filter(Appended.TAKEN::equals))
                .hasSize(10);
    }

    @Test
    void keepsARepetitionOnce() {
        append(edge, 500, 5, Buffer.buffer("first"));
        append(edge, 500, 5, Buffer.buffer("first"));
        append(edge, 499, 5, Buffer.buffer("older"));
        append(writer("edge-2"), 500, 5, Buffer.buffer("of another"));

        assertThat(bodies(await(one.next(10)))).containsExactly(Buffer.buffer("first"), Buffer.buffer("of another"));
        assertThat(await(one.weight())).isEqualTo(10);
    }

    @Test
    void givesEachEntryToOneOfTheReaders() {
        StreamReader two = reader("two");
        IntStream.rangeClosed(1, 20).forEach(i -> append(edge, i, 1, Buffer.buffer("entry " + i)));

        List<StreamEntry> ofOne = await(one.next(12));
        List<StreamEntry> ofTwo = await(two.next(12));

        assertThat(ofOne).hasSize(12);
        assertThat(ofTwo).hasSize(8).doesNotContainAnyElementsOf(ofOne);
    }

    @Test
    void showsAReaderThatComesBackWhatItHad() {
        IntStream.rangeClosed(1, 5).forEach(i -> append(edge, i, 1, Buffer.buffer("entry " + i)));
        List<StreamEntry> had = await(one.next(3));
        await(one.settle(Map.of(had.get(0).id(), 1)));

        StreamReader again = reader("one");

        List<StreamEntry> own = await(again.own("0", 1));
        assertThat(own).containsExactly(had.get(1));
        assertThat(await(again.own(own.get(0).id(), 10))).containsExactly(had.get(2));
        assertThat(await(again.own(had.get(2).id(), 10))).isEmpty();
    }

    @Test
    void tellsAReaderWhichEntriesAnotherOneHasTakenOver() {
        IntStream.rangeClosed(1, 3).forEach(i -> append(edge, i, 1, Buffer.buffer("entry " + i)));
        List<StreamEntry> had = await(one.next(2));
        StreamReader two = reader("two");
        assertThat(await(two.claim(Duration.ofMinutes(1), 10))).isZero();

        assertThat(await(two.claim(AT_ONCE, 10))).isEqualTo(2);
        assertThat(await(two.claim(AT_ONCE, 10))).isZero();

        assertThat(await(two.own("0", 10))).isEqualTo(had);
        assertThat(await(one.own("0", 10))).isEmpty();
        assertThat(await(one.settle(weights(had)))).containsExactlyInAnyOrderElementsOf(ids(had));
        assertThat(await(two.settle(weights(had)))).isEmpty();
        assertThat(await(one.settle(weights(had)))).containsExactlyInAnyOrderElementsOf(ids(had));
        assertThat(await(one.weight())).isEqualTo(1);
        assertThat(bodies(await(one.next(10)))).containsExactly(Buffer.buffer("entry 3"));
    }

    @Test
    void givesAnEntryBackToItsFirstReaderWhenTheSecondDies() {
        append(edge, 1, 1, Buffer.buffer("entry"));
        List<StreamEntry> had = await(one.next(1));
        StreamReader two = reader("two");
        await(two.claim(AT_ONCE, 10));

        await(one.claim(AT_ONCE, 10));

        assertThat(await(two.settle(weights(had)))).isEqualTo(ids(had));
        assertThat(await(one.settle(weights(had)))).isEmpty();
        assertThat(await(two.settle(weights(had)))).isEqualTo(ids(had));
    }

    @Test
    void settlesTwiceWithoutHarm() {
        append(edge, 1, 7, Buffer.buffer("entry"));
        append(edge, 2, 5, Buffer.buffer("other"));
        List<StreamEntry> had = await(one.next(1));

        assertThat(await(one.settle(Map.of(had.get(0).id(), 7)))).isEmpty();
        assertThat(await(one.settle(Map.of(had.get(0).id(), 7, "1-1", 9)))).isEmpty();

        assertThat(await(one.weight())).isEqualTo(5);
    }

    @Test
    void goesOnWithANewGroupWhenTheServerHasLostItsData() {
        append(edge, 80, 80, Buffer.buffer("lost"));
        List<StreamEntry> had = await(one.next(1));
        server.restart();
        Eventually.until(
                "both are connected",
                () -> one.state().connected() && edge.state().connected());

        assertThat(await(one.settle(weights(had)))).isEmpty();
        append(edge, 81, 30, Buffer.buffer("new"));

        List<Buffer> read = new ArrayList<>();
        Eventually.until("the reader has it", () -> {
            one.next(10)
                    .onSuccess(entries -> read.addAll(bodies(entries)))
                    .otherwiseEmpty()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            return !read.isEmpty();
        });
        assertThat(read).containsExactly(Buffer.buffer("new"));
        assertThat(await(one.weight())).isEqualTo(30);
    }

    @Test
    void failsInTimeOnAFrozenServerAndLosesNothingByIt() {
        append(edge, 1, 1, Buffer.buffer("before"));
        assertThat(await(one.next(1))).hasSize(1);
        server.freeze();
        try {
            fails(one.next(1));
            fails(edge.append(2, 1, Buffer.buffer("during"), BOUND));
            fails(edge.append(2, 1, Buffer.buffer("during"), BOUND));
        } finally {
            server.thaw();
        }
        Eventually.until("the edge is connected", () -> edge.state().connected());
        append(edge, 2, 1, Buffer.buffer("during"));

        List<Buffer> read = new ArrayList<>();
        Eventually.until("the reader has it", () -> {
            // The server may have handed it to the connection that was given up: then it is among our own.
            Future<List<StreamEntry>> next = one.next(10)
                    .compose(entries -> entries.isEmpty() ? one.own("0", 10) : Future.succeededFuture(entries))
                    .recover(failure -> Future.succeededFuture(List.of()));
            read.addAll(bodies(await(next)));
            read.removeIf(Buffer.buffer("before")::equals);
            return !read.isEmpty();
        });
        assertThat(read).containsExactly(Buffer.buffer("during"));
    }

    @Test
    void forgetsReadersThatHaveNothing() {
        IntStream.rangeClosed(1, 2).forEach(i -> append(edge, i, 1, Buffer.buffer("entry " + i)));
        StreamReader idle = reader("idle");
        StreamReader busy = reader("busy");
        assertThat(await(idle.settle(weights(await(idle.next(1)))))).isEmpty();
        assertThat(await(busy.next(1))).hasSize(1);
        assertThat(await(one.next(1))).isEmpty();

        assertThat(await(one.sweep(Duration.ofHours(1)))).isZero();
        Eventually.until("one is swept", () -> await(one.sweep(Duration.ofMillis(1))) == 1);
        assertThat(await(one.sweep(AT_ONCE))).isZero();

        assertThat(await(busy.own("0", 10))).hasSize(1);
    }

    private StreamWriter writer(String sender) {
        StreamWriter writer = StreamWriter.open(vertx, new StoreConfig(server.url(), TIMEOUT), stream, sender);
        writers.add(writer);
        return writer;
    }

    private StreamReader reader(String name) {
        StreamReader reader = StreamReader.open(vertx, new StoreConfig(server.url(), TIMEOUT), stream, "readers", name);
        readers.add(reader);
        return reader;
    }

    private static void append(StreamWriter writer, long number, int weight, Buffer body) {
        assertThat(await(writer.append(number, weight, body, BOUND))).isEqualTo(Appended.TAKEN);
    }

    private static void fails(Future<?> call) {
        assertThatThrownBy(() -> await(call)).isInstanceOf(StoreUnavailableException.class);
    }

    private static List<Buffer> bodies(List<StreamEntry> entries) {
        return entries.stream().map(StreamEntry::body).toList();
    }

    private static List<String> ids(List<StreamEntry> entries) {
        return entries.stream().map(StreamEntry::id).toList();
    }

    private static Map<String, Integer> weights(List<StreamEntry> entries) {
        Map<String, Integer> weights = new HashMap<>();
        entries.forEach(entry -> weights.put(entry.id(), 1));
        return weights;
    }
}
