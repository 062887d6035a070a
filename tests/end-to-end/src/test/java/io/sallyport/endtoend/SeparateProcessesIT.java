package io.sallyport.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.endtoend.SeparateServices.Part;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.process.RedisServer;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Five processes, a real Redis and a steady client: whatever dies, the client does not notice, and what was lost comes
 * back. Every test starts and ends with a whole suite.
 */
@Timeout(240)
class SeparateProcessesIT {
    /** Covers leases (10 s), the roster's memory (10 s), the bus's (10 s) and a slow machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String ROUTES = """
            clusters:
              - {name: shop, endpoints: [%s], health: {path: /health, interval: 500ms}, info: {path: /version}}
            routes: [{name: shop, cluster: shop}]
            """;
    private static final String POLICIES = """
            rules:
              - {name: closed, when: {site: [closed.test]}, then: block}
            """;

    @TempDir
    private static Path folder;

    @AutoClose
    private static RedisServer redis;

    @AutoClose
    private static Shop shop;

    @AutoClose
    private static SeparateServices services;

    private static ConfigFolder config;
    private static AdminApi admin;

    @AutoClose
    private SteadyClient steady;

    @BeforeAll
    static void start() {
        redis = RedisServer.start();
        shop = Shop.start("1.1");
        config = ConfigFolder.in(folder)
                .with("routes.yaml", ROUTES.formatted(shop.endpoint()))
                .with("policies.yaml", POLICIES);
        services = SeparateServices.start(config, redis.url());
        admin = services.admin();
    }

    @BeforeEach
    void startFromAWholeSuite() {
        admin.awaitReady(PATIENCE, AdminApi.ALL);
        steady = SteadyClient.start(services.client(), "/steady", "shop 1.1");
        steady.awaitMore(5);
    }

    @AfterEach
    void endWithAWholeSuite() {
        steady.stop();
        admin.awaitReady(PATIENCE, AdminApi.ALL);
    }

    @Test
    void worksAsOneSuite() {
        try (RawClient client = services.client()) {
            assertThat(client.get("/one", "Host: open.test").bodyText()).isEqualTo("shop 1.1");
            assertThat(client.get("/one", "Host: closed.test").status()).isEqualTo(404);
        }
        assertThat(admin.awaitRecord(2, "path=/one").getString("rule")).isEqualTo("closed");
        assertThat(shop.requests("/one")).hasSize(1);
        Eventually.that(
                PATIENCE,
                () -> assertThat(admin.json("/v1/servers/shop@" + shop.origin().authority())
                                .getString("version"))
                        .isEqualTo("1.1"));
        JsonObject status = admin.json("/v1/status");
        assertThat(status.getJsonObject("bus").getBoolean("clustered")).isTrue();
        assertThat(status.getJsonObject("store").getString("kind")).isEqualTo("redis");
        assertThat(status.getJsonArray("missing")).isEmpty();
    }

    @Test
    void outlivesThePolicyService() {
        services.kill(Part.POLICY);

        awaitMissing("policy-service");
        steady.awaitMore(50);
        assertThat(statusOf("closed.test")).isEqualTo(404);
        config.edit("policies.yaml", "site: [closed.test]", "site: [closed.test, shut.test]");
        services.restart(Part.POLICY);

        Eventually.until("edit in force", PATIENCE, () -> statusOf("shut.test") == 404);
        assertThat(statusOf("closed.test")).isEqualTo(404);
    }

    @Test
    void outlivesTheLogCollector() {
        services.kill(Part.LOGS);

        awaitMissing("log-collector");
        steady.awaitMore(50);
        try (RawClient client = services.client()) {
            client.get("/unheard");
        }
        services.restart(Part.LOGS);

        admin.awaitReady(PATIENCE, AdminApi.ALL);
        assertThat(admin.awaitRecord(1, "path=/unheard").getInteger("status")).isEqualTo(200);
        assertThat(admin.json("/v1/logs").getInteger("dropped")).isZero();
    }

    @Test
    void outlivesTheStoreAndHealsWhenItComesBackEmpty() {
        redis.kill();

        Eventually.until("the store is away", PATIENCE, () -> !storeIsConnected());
        steady.awaitMore(50);
        assertThat(statusOf("closed.test")).isEqualTo(404);
        redis.restart();

        Eventually.until("the store is back", PATIENCE, SeparateProcessesIT::storeIsConnected);
        config.edit("policies.yaml", "site: [closed.test", "site: [late.test, closed.test");
        Eventually.until("edit in force", PATIENCE, () -> statusOf("late.test") == 404);
        config.edit("routes.yaml", "routes: [", "routes: [{name: new, match: {path: /new}, cluster: shop}, ");
        Eventually.until("edit in force", PATIENCE, () -> {
            try (RawClient client = services.client()) {
                client.get("/new/" + shop.origin().requests().size());
            }
            return !admin.records("route=new").isEmpty();
        });
    }

    private static boolean storeIsConnected() {
        return admin.json("/v1/status").getJsonObject("store").getBoolean("connected");
    }

    private static int statusOf(String host) {
        try (RawClient client = services.client()) {
            return client.get("/policy", "Host: " + host).status();
        }
    }

    private static void awaitMissing(String service) {
        Eventually.until(
                service + " is missed",
                PATIENCE,
                () -> admin.json("/v1/status").getJsonArray("missing").contains(service));
    }
}
