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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A Redis server that dies, hangs or is not there. */
@ExtendWith(LeakWatch.class)
class RedisStoreFaultTest {
    private static final Duration TIMEOUT = Duration.ofMillis(300);

    /** What a loaded machine may add to a timeout. */
    private static final Duration SLACK = Duration.ofMillis(1200);

    private RedisServer server;
    private Vertx vertx;
    private Store store;

    @BeforeEach
    void start() {
        server = RedisServer.start();
        vertx = Vertx.vertx();
        store = Stores.open(vertx, new StoreConfig(server.url(), TIMEOUT));
        Warm.up(store);
    }

    @AfterEach
    void stop() {
        await(store.close());
        VertxFixture.close(vertx);
        server.close();
    }

    @Test
    void failsWhileTheServerIsDeadAndWorksAgainAfterARestart() {
        server.kill();

        failsInTime(store.get("ready"));
        failsInTime(store.increment("n"));
        Eventually.until("the store knows", () -> !store.state().connected());
        assertThat(store.state().detail()).contains("127.0.0.1:" + server.port());

        server.restart();
        Eventually.until("the store is connected", () -> store.state().connected());
        assertThat(await(store.get("ready"))).isEmpty();
        assertThat(await(store.increment("n"))).isEqualTo(1);
    }

    @Test
    void givesUpOnAFrozenServerAndRecoversWithIt() {
        server.freeze();

        failsInTime(store.get("ready"));
        failsInTime(store.get("ready"));
        assertThat(store.state().connected()).isFalse();

        server.thaw();
        Eventually.until("the store is connected", () -> store.state().connected());
        assertThat(await(store.get("ready"))).contains(Buffer.buffer("yes"));
    }

    @Test
    void mixesUpNoAnswersAfterAThaw() {
        for (int i = 0; i < 50; i++) {
            await(store.put("key" + i, Buffer.buffer("value" + i)));
        }
        server.freeze();
        List<Future<Optional<Buffer>>> lost = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            lost.add(store.get("key" + i));
        }
        lost.forEach(this::failsInTime);

        server.thaw();
        Eventually.until("the store is connected", () -> store.state().connected());

        for (int i = 49; i >= 0; i--) {
            assertThat(await(store.get("key" + i))).contains(Buffer.buffer("value" + i));
        }
    }

    @Test
    void noticesAFrozenServerWithoutACall() {
        server.freeze();

        Eventually.until("the store knows", () -> !store.state().connected());

        server.thaw();
        Eventually.until("the store is connected", () -> store.state().connected());
    }

    @Test
    void leavesNoConnectionBehindWhenItConnectsAgain() {
        server.freeze();
        failsInTime(store.get("ready"));
        failsInTime(store.get("ready"));
        server.thaw();
        Eventually.until("the store is connected", () -> store.state().connected());

        Eventually.until("one connection and ours are open", () -> clients().contains("connected_clients:2\r\n"));
    }

    @Test
    void startsBeforeItsServer() {
        server.kill();
        Store early = Stores.open(vertx, new StoreConfig(server.url(), TIMEOUT));
        failsInTime(early.get("x"));

        server.restart();

        Eventually.until("the store is connected", () -> early.state().connected());
        assertThat(await(early.increment("n"))).isEqualTo(1);
        await(early.close());
    }

    @Test
    void boundsTheCallsInFlight() {
        Store patient = Warm.up(Stores.open(vertx, new StoreConfig(server.url(), Duration.ofSeconds(4))));
        server.freeze();
        List<Future<Long>> calls = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            calls.add(patient.increment("n"));
        }

        Eventually.until(
                "too many at once",
                () -> calls.stream()
                        .anyMatch(call ->
                                call.failed() && call.cause().getMessage().contains("in flight")));

        server.thaw();
        Eventually.until("all have ended", () -> calls.stream().allMatch(Future::isComplete));
        Eventually.until("the store is connected", () -> patient.state().connected());
        assertThat(await(patient.increment("other"))).isEqualTo(1);
        await(patient.close());
    }

    @Test
    void namesNoCredentialInAFailure() {
        String url = "redis://somebody:s3cret@127.0.0.1:" + server.port();
        Store refused = Stores.open(vertx, new StoreConfig(url, TIMEOUT));

        assertThatThrownBy(() -> await(refused.get("x")))
                .isInstanceOf(StoreUnavailableException.class)
                .message()
                .contains("127.0.0.1")
                .doesNotContain("s3cret");
        await(refused.close());
    }

    @Test
    void failsEveryCallOnceItIsClosed() {
        await(store.close());

        failsInTime(store.get("ready"));
    }

    private String clients() {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.getOutputStream().write("INFO clients\r\nQUIT\r\n".getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void failsInTime(Future<?> call) {
        long from = System.nanoTime();
        assertThatThrownBy(() -> await(call)).isInstanceOf(StoreUnavailableException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(TIMEOUT.plus(SLACK));
    }
}
