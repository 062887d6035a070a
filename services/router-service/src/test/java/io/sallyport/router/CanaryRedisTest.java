package io.sallyport.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.StoreKeys;
import io.sallyport.contract.canary.CanaryReport;
import io.sallyport.contract.canary.CanaryState;
import io.sallyport.kit.bus.JsonCodec;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.process.RedisServer;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A canary's state in a real store, across everything that is in memory. */
@Timeout(60)
final class CanaryRedisTest {
    private static final String ROUTES = """
            clusters:
              - {name: shop, endpoints: [{url: "http://127.0.0.1:9", version: "1.5"}, {url: "http://127.0.0.1:10", version: "1.6"}]}
            routes:
              - name: shop
                cluster: shop
                versions: {default: "1.5"}
                canary: {version: "1.6", steps: [{weight: 5, hold: 6s}, {weight: 50, hold: 300s}], gates: {minSample: 50}}
            """;

    private static CanaryState stored(RouterHarness harness) {
        try {
            Optional<Buffer> bytes =
                    harness.environment().store().get(StoreKeys.canaries()).await(5, TimeUnit.SECONDS);
            return bytes.isEmpty()
                    ? null
                    : JsonCodec.parse(bytes.get(), CanaryReport.class)
                            .canaries()
                            .get(0);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void goesOnInTheMiddleOfAStepInAnotherProcess(@TempDir Path folder) throws Exception {
        try (RedisServer redis = RedisServer.start()) {
            CanaryState begun = begin(folder, redis.url());
            try (RouterHarness second = new RouterHarness(folder, redis.url());
                    StubCollector collector = new StubCollector(second.environment(), "logs-1", true)) {
                collector.saw(60, 0, 900, 2);
                second.start();
                Eventually.until("the second step", () -> stored(second).weight() == 50);
                CanaryState state = stored(second);
                assertThat(state.startedAt()).isEqualTo(begun.startedAt());
                assertThat(state.history())
                        .hasSize(2)
                        .startsWith(begun.history().get(0));
                assertThat(Duration.between(begun.startedAt(), state.weightSince()))
                        .isBetween(Duration.ofSeconds(6), Duration.ofSeconds(10));
            }
        }
    }

    private static CanaryState begin(Path folder, String store) throws Exception {
        try (RouterHarness first = new RouterHarness(folder, store)) {
            first.write(ROUTES);
            first.start();
            Eventually.until("it has begun", () -> stored(first) != null);
            return stored(first);
        }
    }
}
