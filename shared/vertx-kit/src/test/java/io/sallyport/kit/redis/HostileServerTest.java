package io.sallyport.kit.redis;

import static io.sallyport.kit.VertxFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.settings.StoreConfig;
import io.sallyport.kit.VertxFixture;
import io.sallyport.kit.store.Store;
import io.sallyport.kit.store.StoreUnavailableException;
import io.sallyport.kit.store.Stores;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.LeakWatch;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that greets as Redis does and then answers anything: the call fails, the connection goes, memory stays. */
@ExtendWith(LeakWatch.class)
class HostileServerTest {
    private static final Duration TIMEOUT = Duration.ofMillis(500);
    private static final String HELLO = "%2\r\n+server\r\n+redis\r\n+proto\r\n:3\r\n";
    private static final List<String> RIGHT = List.of("$5\r\nwhole\r\n");

    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private Vertx vertx;
    private NetServer server;
    private Store store;

    @BeforeEach
    void open() {
        vertx = Vertx.vertx();
    }

    @AfterEach
    void close() {
        await(store.close());
        await(server.close());
        VertxFixture.close(vertx);
    }

    private void answering(BiConsumer<NetSocket, String> answer) {
        server = vertx.createNetServer().connectHandler(socket -> {
            connections.incrementAndGet();
            socket.closeHandler(v -> ended.incrementAndGet());
            socket.exceptionHandler(broken -> {
                // it is gone, as it should
            });
            socket.handler(bytes -> {
                String text = bytes.toString().toUpperCase(Locale.ROOT);
                if (text.contains("HELLO")) {
                    socket.write(HELLO);
                } else {
                    answer.accept(socket, text);
                }
            });
        });
        await(server.listen(0, "127.0.0.1"));
        store = Stores.open(vertx, new StoreConfig("redis://127.0.0.1:" + server.actualPort(), TIMEOUT));
    }

    private static Throwable failure(Future<?> call) {
        Eventually.until("an answer", call::isComplete);
        assertThat(call.failed()).as("an answer was believed").isTrue();
        assertThat(call.cause()).isInstanceOf(StoreUnavailableException.class);
        return call.cause();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*2147483647\r\n",
                "*9223372036854775807\r\n",
                "%2147483647\r\n",
                "~1000000000\r\n",
                "$2147483647\r\n",
                "$9999999999999999999999\r\n",
                "$-7\r\n",
                "*-7\r\n",
                "HTTP/1.1 400 Bad Request\r\n\r\n",
                "\0\0\0\0\r\n",
                "*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n*1\r\n:1\r\n",
                "*2\r\n$1\r\na\r\n$1\r\nb\r\n",
            })
    void dropsTheConnectionOfWhatIsNoAnswer(String answer) {
        answering((socket, request) -> socket.write(answer.replace("\\0", "\0")));

        failure(store.get("key"));

        Trouble known = answer.startsWith("$99") || answer.startsWith("*1") ? Trouble.SILENT : Trouble.GARBLED;
        assertThat(store.figures().failures().get(known))
                .as("known by what it says")
                .isPositive();
        Eventually.until("the connection is dropped", () -> ended.get() >= 1);
        Eventually.until("another one is made", () -> connections.get() >= 2);
    }

    @Test
    void waitsForTheRestOfACutAnswerNoLongerThanItsTime() {
        answering((socket, request) -> socket.write("$5\r\nwho"));

        assertThat(failure(store.get("key"))).hasMessageContaining("no answer in time");

        Eventually.until("the connection is dropped", () -> ended.get() >= 1);
    }

    @Test
    void believesNothingOfACutAnswerWhoseConnectionEnds() {
        answering((socket, request) -> socket.write("$5\r\nwho").onComplete(written -> socket.close()));

        failure(store.get("key"));
    }

    @Test
    void takesNoMoreOfAnAnswerWithoutEndThanItsTimeAllows() {
        AtomicLong sent = new AtomicLong();
        Buffer element =
                Buffer.buffer("$65536\r\n").appendBytes(new byte[65_536]).appendString("\r\n");
        answering((socket, request) -> {
            socket.write("*65535\r\n");
            pour(socket, element, sent);
        });

        failure(store.get("key"));

        Eventually.until("the connection is dropped", () -> ended.get() >= 1);
        long atEnd = sent.get();
        assertThat(store.state().connected()).isFalse();
        assertThat(atEnd).as("bytes taken").isLessThan(2L << 30);
    }

    private void pour(NetSocket socket, Buffer element, AtomicLong sent) {
        socket.write(element).onSuccess(written -> {
            sent.addAndGet(element.length());
            vertx.setTimer(1, id -> pour(socket, element, sent));
        });
    }

    @Test
    void endsALineWithoutEnd() {
        Buffer line = Buffer.buffer("+").appendBytes(new byte[200_000]);
        answering((socket, request) -> socket.write(line));

        failure(store.get("key"));

        Eventually.until("the connection is dropped", () -> ended.get() >= 1);
    }

    @Test
    void leavesAServerAloneThatAnswersEverythingTooLate() {
        AtomicBoolean slower = new AtomicBoolean(true);
        isLeftAlone(slower);
        assertThat(failure(store.get("key"))).hasMessageContaining("left alone for a moment");
        assertThat(ended.get()).as("connections dropped").isZero();
        slower.set(false);
        Eventually.until("a trial went well", () -> store.figures().paused() == 0);

        assertThat(await(store.get("key"))).contains(Buffer.buffer("whole"));
    }

    @Test
    void countsNoServerAsLeftAloneThatNobodyAsksAnyMore() {
        isLeftAlone(new AtomicBoolean(true));

        await(store.close());

        assertThat(store.figures().paused()).isZero();
    }

    private void isLeftAlone(AtomicBoolean slower) {
        StringBuilder heard = new StringBuilder();
        long[] pace = {0, 0}; // reads so far, and when the last answer is due
        answering((socket, request) -> {
            int asked = commands(heard.append(request));
            long delay = slower.get() ? Math.min(2 * TIMEOUT.toNanos(), 20_000_000 * pace[0]++) : 0;
            pace[1] = Math.max(pace[1], System.nanoTime() + delay);
            long millis = Math.max(1, (pace[1] - System.nanoTime()) / 1_000_000);
            vertx.setTimer(millis, id -> answer(socket, asked));
        });
        Eventually.until("connected", () -> store.state().connected());
        Eventually.until("it is left alone", () -> {
            for (int i = 0; i < 5; i++) {
                store.get("key");
            }
            return store.figures().paused() == 1;
        });
    }

    private static void answer(NetSocket socket, int times) {
        for (int i = 0; i < times; i++) {
            socket.write(RIGHT.get(0));
        }
    }

    /** Takes whole lines out and counts the commands among them; a read may end in the middle of one. */
    private static int commands(StringBuilder heard) {
        int asked = 0;
        int end = heard.indexOf("\r\n");
        while (end >= 0) {
            String line = heard.substring(0, end);
            asked += line.equals("GET") || line.equals("PING") ? 1 : 0;
            heard.delete(0, end + 2);
            end = heard.indexOf("\r\n");
        }
        return asked;
    }

    @Test
    void isWellAgainWithAServerThatAnswers() {
        AtomicInteger asked = new AtomicInteger();
        answering((socket, request) -> socket.write(
                !request.contains("\r\nGET\r\n$3\r\nKEY")
                        ? "+PONG\r\n"
                        : asked.getAndIncrement() == 0 ? "*1\r\n:1\r\n" : RIGHT.get(0)));

        failure(store.get("key"));
        Eventually.until("it is back", () -> store.state().connected());

        assertThat(await(store.get("key"))).contains(Buffer.buffer("whole"));
    }
}
