package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.settings.StoreConfig;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.ScriptedOrigin;
import io.sallyport.testkit.process.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two edges and one limit, through a real Redis. */
@ExtendWith(LeakWatch.class)
class SharedLimitTest {
    private RedisServer server;
    private ScriptedOrigin origin;
    private EdgeHarness edge;

    @BeforeEach
    void start() {
        server = RedisServer.start();
        origin = ScriptedOrigin.start("hello");
        edge = EdgeSetup.reverseTo(origin)
                .store(new StoreConfig(server.url(), Duration.ofSeconds(1)))
                .policies("rules: [{name: calm, then: {limit: {rate: 10/h, key: header:X-Tenant, scope: shared}}}]\n")
                .start();
    }

    @AfterEach
    void stop() {
        edge.close();
        origin.close();
        server.close();
    }

    @Test
    void countsTheRequestsOfBothEdgesTogetherAndGoesOnWithoutTheStore() {
        EdgeService second = edge.second();
        List<Integer> statuses = new ArrayList<>();
        try (RawClient one = edge.reverse();
                RawClient other = RawClient.connect(second.ports().get(EdgeHarness.REVERSE))) {
            for (int i = 0; i < 10; i++) {
                statuses.add(one.get("/", "Host: a.test", "X-Tenant: a").status());
                statuses.add(other.get("/", "Host: a.test", "X-Tenant: a").status());
            }
            RawResponse refused = one.get("/", "Host: a.test", "X-Tenant: a");
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.field("retry-after")).isPresent();
            assertThat(refused.field("ratelimit-policy")).contains("\"calm\";q=10;w=3600");
        }
        long passed = statuses.stream().filter(status -> status == 200).count();
        assertThat(passed).isBetween(8L, 10L);
        assertThat(statuses).containsOnly(200, 429);

        server.close();
        try (RawClient client = edge.reverse()) {
            for (int i = 0; i < 5; i++) {
                assertThat(client.get("/", "Host: a.test", "X-Tenant: b").status())
                        .isEqualTo(200);
            }
        }
    }
}
