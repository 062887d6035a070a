package io.sallyport.edge.anonymity;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.config.Binder;
import io.sallyport.config.Source;
import io.sallyport.contract.settings.SuiteConfig;
import io.sallyport.kit.service.RunningEnvironment;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.FreePort;
import io.sallyport.testkit.ManualClock;
import io.sallyport.testkit.TcpRelay;
import io.sallyport.testkit.process.RedisServer;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PseudonymKeysTest {
    private final Vertx vertx = Vertx.vertx();
    private final ManualClock clock = ManualClock.standing();
    private RunningEnvironment running;

    @AfterEach
    void close() throws Exception {
        running.close().await(10, TimeUnit.SECONDS);
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    private PseudonymKeys open(String store) throws Exception {
        if (running == null) {
            String yaml =
                    "store: {url: \"%s\", timeout: 200ms}\nanonymity: {profile: strict, rotate: 1h}\n".formatted(store);
            SuiteConfig config = Binder.bind(SuiteConfig.class, Source.of("sallyport.yaml", yaml))
                    .value();
            running = RunningEnvironment.on(vertx, config, Path.of("."), clock);
        }
        PseudonymKeys keys = new PseudonymKeys(running.environment());
        keys.start().await(10, TimeUnit.SECONDS);
        return keys;
    }

    @Test
    void edgesShareAKeyUntilItsPeriodIsOver() throws Exception {
        PseudonymKeys one = open("memory");
        PseudonymKeys other = open("memory");
        byte[] first = one.current();

        assertThat(other.current()).isEqualTo(first).hasSize(32);
        assertThat(one.problem()).isEmpty();

        clock.advance(Duration.ofHours(1));
        Eventually.until(
                "the next key in both",
                () -> !Arrays.equals(one.current(), first) && Arrays.equals(one.current(), other.current()));
        one.close();
        other.close();
    }

    @Test
    void anEdgeWithoutAStoreHasAKeyOfItsOwnAndSaysSo() throws Exception {
        PseudonymKeys one = open("redis://127.0.0.1:" + FreePort.pick());
        PseudonymKeys other = open("");

        assertThat(one.problem().orElseThrow()).contains("another pseudonym");
        assertThat(one.current()).hasSize(32).isNotEqualTo(other.current());

        byte[] first = one.current();
        clock.advance(Duration.ofHours(1));
        Eventually.until("another key all the same", () -> !Arrays.equals(one.current(), first));
        one.close();
        other.close();
    }

    @Test
    void takesNoKeyThatCameWithWrongBits() throws Exception {
        try (RedisServer server = RedisServer.start();
                TcpRelay relay = TcpRelay.to(server.port())) {
            PseudonymKeys one = open("redis://127.0.0.1:" + relay.port());
            AtomicInteger answers = new AtomicInteger();
            // The first of the two readings.
            relay.spoil((piece, length) -> {
                if (length == 39 && answers.getAndIncrement() == 0) {
                    piece[20] ^= 1;
                }
            });

            PseudonymKeys other = open("");

            Eventually.until("the same key in both", () -> Arrays.equals(one.current(), other.current()));
            assertThat(answers).hasValueGreaterThan(2);
            one.close();
            other.close();
        }
    }
}
