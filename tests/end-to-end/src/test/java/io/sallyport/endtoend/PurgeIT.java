package io.sallyport.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.testkit.Answer;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.Requests;
import io.sallyport.testkit.ScriptedOrigin;
import io.sallyport.testkit.process.RedisServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Purges on three edges that share a cache through two cache-services and a real Redis. */
@Timeout(300)
class PurgeIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MEMBERS = SharedEdges.EDGES + SharedEdges.CACHES;
    private static final String ROUTES = """
            clusters: [{name: shop, endpoints: ["http://%s"]}]
            routes: [{name: shop, cluster: shop, cache: {enabled: true}}]
            """;
    private static final AtomicInteger COUNT = new AtomicInteger();

    @TempDir
    private static Path folder;

    @AutoClose
    private static RedisServer redis;

    @AutoClose
    private static ScriptedOrigin origin;

    @AutoClose
    private static SharedEdges suite;

    @BeforeAll
    static void start() {
        redis = RedisServer.start();
        origin = ScriptedOrigin.start("no script");
        suite = SharedEdges.start(folder, redis, ROUTES.formatted(origin.authority()), "lease: 2s");
    }

    private static RawResponse ask(int edge, String method, String path) {
        try (RawClient client = suite.client(edge)) {
            return client.timeout(PATIENCE)
                    .send(Requests.head(method, path, "Host: shop.example", "Content-Length: 0"))
                    .readResponse(method);
        }
    }

    private static String get(int edge, String path) {
        return ask(edge, "GET", path).bodyText();
    }

    private static void says(String path, String body) {
        origin.on(path, Answer.text(body, "Cache-Control: max-age=600", "Cache-Groups: \"it\""));
    }

    /** A path whose old answer lies in every edge's memory and in the shared tier, and is another by now. */
    private static String oldEverywhere() {
        String path = "/" + COUNT.incrementAndGet();
        says(path, "old");
        for (int edge = 0; edge < SharedEdges.EDGES; edge++) {
            assertThat(get(edge, path)).isEqualTo("old");
        }
        says(path, "new");
        return path;
    }

    private static JsonObject purge(int edge, String body) {
        return suite.admin(edge).post("/v1/cache/purge", body);
    }

    private static String url(String path) {
        return "{\"url\": \"http://shop.example" + path + "\", \"soft\": false}";
    }

    private static void assertNewEverywhere(String path) {
        for (int edge = 0; edge < SharedEdges.EDGES; edge++) {
            assertThat(get(edge, path)).as("edge %d", edge).isEqualTo("new");
        }
    }

    @Test
    void everyMemberHasCarriedItOutWhenItIsAnswered() {
        for (String body :
                new String[] {"url", "{\"group\": \"it\", \"soft\": false}", "{\"everything\": true, \"soft\": false}"
                }) {
            String path = oldEverywhere();

            JsonObject report = purge(1, body.equals("url") ? url(path) : body);

            assertThat(report.getBoolean("complete")).as(report.encode()).isTrue();
            assertThat(report.getJsonArray("done")).hasSize(MEMBERS);
            assertNewEverywhere(path);
        }
    }

    /** It reads the request before anything else when it goes on, and has not heard of the purge then. */
    @Test
    void anEdgeThatStoodStillDoesNotUseWhatWasPurgedMeanwhile() {
        String path = oldEverywhere();
        try (RawClient client = suite.client(2).timeout(PATIENCE)) {
            suite.freezeEdge(2);
            try {
                client.send(Requests.head("GET", path, "Host: shop.example"));
                JsonObject report = purge(0, url(path));
                assertThat(report.getJsonArray("waiting")).as(report.encode()).hasSize(1);
                assertThat(purge(0, url("/other")).getBoolean("complete")).isFalse();
            } finally {
                suite.thawEdge(2);
            }

            assertThat(client.readResponse().bodyText()).isEqualTo("new");
        }
        Eventually.until(
                "it says that it has caught up",
                PATIENCE,
                () -> recent(1).getJsonArray("waiting").isEmpty());
        assertNewEverywhere(path);
    }

    private static JsonObject recent(int edge) {
        JsonArray purges = suite.admin(edge).json("/v1/cache/purges").getJsonArray("purges");
        return purges.getJsonObject(0);
    }

    @Test
    void whatARequestHasChangedOnOneEdgeIsGoneOnAll() {
        String path = oldEverywhere();

        ask(0, "POST", path);

        assertThat(get(0, path)).isEqualTo("new");
        Eventually.until("edge 1", PATIENCE, () -> get(1, path).equals("new"));
        Eventually.until("edge 2", PATIENCE, () -> get(2, path).equals("new"));
    }

    @Test
    void withoutRedisItReachesAllByTheBusAndTheLogLater() {
        String path = oldEverywhere();
        redis.kill();
        Eventually.until("the store is away", PATIENCE, () -> !isStoreThere());

        JsonObject report = purge(0, url(path));

        assertThat(report.getLong("number")).isZero();
        assertThat(report.getBoolean("complete")).isFalse();
        assertThat(report.getJsonArray("done")).as(report.encode()).hasSize(MEMBERS);
        assertNewEverywhere(path);
        String kept = oldEverywhere();
        redis.restart();
        Eventually.until(
                "it is in the log",
                PATIENCE,
                () -> recent(0).getJsonObject("purge").getLong("number") > 0);
        Eventually.until(
                "what is from before is validated", PATIENCE, () -> get(1, kept).equals("new"));
        String after = oldEverywhere();
        Eventually.until(
                "purges are whole again", PATIENCE, () -> purge(1, url(after)).getBoolean("complete"));
        assertNewEverywhere(after);
    }

    private static boolean isStoreThere() {
        return suite.admin(0).json("/v1/status").getJsonObject("store").getBoolean("connected");
    }
}
