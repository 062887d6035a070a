package io.sallyport.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.OriginConnection;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.ScriptedOrigin;
import io.vertx.core.json.JsonArray;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files are edited while clients of both directions and a tunnel go on asking, each on one connection that must stay
 * open, as must the connections to the origin that they began with.
 */
@Timeout(120)
class ReloadIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String ROUTES = """
            clusters:
              - {name: shop, endpoints: ["http://%s"]}
              - {name: next, endpoints: ["http://%s"]}
            routes:
              - {name: shop, cluster: shop}
            """;
    private static final String NEW_ROUTE = "  - {name: new, match: {path: /new}, cluster: next}\n";
    private static final String POLICIES = """
            lists: [{name: ads, file: ads.txt}]
            rules:
              - {name: no-ads, when: {list: ads}, then: block}
            """;
    private static final String NEW_RULE = "  - {name: closed, when: {site: [closed.test]}, then: block}\n";

    @TempDir
    private Path folder;

    @AutoClose
    private final ScriptedOrigin shop = ScriptedOrigin.start("shop");

    @AutoClose
    private final ScriptedOrigin next = ScriptedOrigin.start("next");

    @AutoClose
    private RunningSuite suite;

    @AutoClose
    private SteadyClient reverse;

    @AutoClose
    private SteadyClient forward;

    @AutoClose
    private SteadyClient tunnel;

    private ConfigFolder config;
    private AdminApi admin;
    private List<OriginConnection> atOrigin;

    @BeforeEach
    void start() {
        config = ConfigFolder.in(folder)
                .with("routes.yaml", ROUTES.formatted(shop.authority(), next.authority()))
                .with("policies.yaml", POLICIES + ConfigFolder.loopbackOpen(shop.port()))
                .with("ads.txt", "0.0.0.0 ads.test\n");
        suite = RunningSuite.up(config);
        admin = suite.admin();
        reverse = SteadyClient.start(suite.client("web"), "/", "shop");
        forward = SteadyClient.start(suite.client("egress"), shop.url("/"), "shop");
        RawClient opened = suite.client("egress");
        opened.openTunnel(shop.authority());
        tunnel = SteadyClient.start(opened, "/", "shop");
        awaitMore();
        atOrigin = shop.connections();
    }

    private void awaitMore() {
        List.of(reverse, forward, tunnel).forEach(client -> client.awaitMore(20));
    }

    @AfterEach
    void nobodyHasNoticed() {
        awaitMore();
        assertThat(atOrigin).noneMatch(OriginConnection::isClosed);
        List.of(reverse, forward, tunnel).forEach(SteadyClient::stop);
        shop.assertClean();
        suite.stop();
    }

    @Test
    void takesEachEditWithoutAnyoneNoticing() {
        config.with("policies.yaml", POLICIES + NEW_RULE + ConfigFolder.loopbackOpen(shop.port()));
        Eventually.until("a new rule", PATIENCE, () -> status("/", "closed.test") == 404);

        config.with("routes.yaml", ROUTES.formatted(shop.authority(), next.authority()) + NEW_ROUTE);
        Eventually.until("a new route", PATIENCE, () -> body("/new").equals("next"));

        config.with("ads.txt", "0.0.0.0 ads.test new-ads.test\n");
        Eventually.until("a new name on a list", PATIENCE, () -> status("/", "www.new-ads.test") == 404);

        assertThat(status("/", "ads.test")).isEqualTo(404);
        assertThat(status("/", "open.test")).isEqualTo(200);
    }

    @Test
    void refusesBrokenPoliciesWithTheirPlaceAndTakesTheRepairedOnes() {
        long before = admin.json("/v1/policies").getLong("generation");
        String broken = POLICIES + NEW_RULE.replace("block", "blok");
        String place = "policies.yaml:4:55";

        config.with("policies.yaml", broken);
        Eventually.that(
                PATIENCE,
                () -> assertThat(admin.json("/v1/policies").getString("problem"))
                        .contains(place, "blok"));
        suite.process().output().await(place);
        awaitMore();

        assertThat(admin.json("/v1/policies").getLong("generation")).isEqualTo(before);
        assertThat(status("/", "ads.test")).isEqualTo(404);
        assertThat(status("/", "closed.test")).isEqualTo(200);

        config.with("policies.yaml", POLICIES + NEW_RULE + ConfigFolder.loopbackOpen(shop.port()));
        Eventually.until("the repaired rule", PATIENCE, () -> status("/", "closed.test") == 404);
        assertThat(admin.json("/v1/policies").getString("problem")).isEmpty();
    }

    @Test
    void refusesBrokenRoutesWithTheirPlaceAndTakesTheRepairedOnes() {
        long before = admin.json("/v1/routes").getLong("generation");
        String routes = ROUTES.formatted(shop.authority(), next.authority());
        String place = "routes.yaml:6:47";

        config.with("routes.yaml", routes + NEW_ROUTE.replace("cluster: next", "cluster: nowhere"));
        Eventually.that(
                PATIENCE, () -> assertThat(problems("/v1/routes").toString()).contains(place, "nowhere"));
        suite.process().output().await(place);
        awaitMore();

        assertThat(admin.json("/v1/routes").getLong("generation")).isEqualTo(before);
        assertThat(body("/new")).isEqualTo("shop");

        config.with("routes.yaml", routes + NEW_ROUTE);
        Eventually.until("the repaired route", PATIENCE, () -> body("/new").equals("next"));
        assertThat(problems("/v1/routes")).isEmpty();
    }

    private JsonArray problems(String path) {
        return admin.json(path).getJsonArray("problems");
    }

    private int status(String target, String host) {
        try (RawClient client = suite.client("web")) {
            return client.get(target, "Host: " + host).status();
        }
    }

    private String body(String target) {
        try (RawClient client = suite.client("web")) {
            return client.get(target).bodyText();
        }
    }
}
