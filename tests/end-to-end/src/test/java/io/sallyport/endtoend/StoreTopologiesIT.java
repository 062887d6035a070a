package io.sallyport.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.testkit.Answer;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.ScriptedOrigin;
import io.sallyport.testkit.process.RedisCluster;
import io.sallyport.testkit.process.RedisSentinels;
import io.sallyport.testkit.process.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole suite on a Redis of each kind: all that it keeps there works, and goes on when a primary dies. */
@Timeout(300)
class StoreTopologiesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What must not be lost, so that it has no end: docs/store.md. */
    private static final Pattern LASTING =
            Pattern.compile("sallyport:(snapshot:.*|generation:.*|revisions:.*|revision:.*|blob:.*"
                    + "|subscription:(?!wish:).*|canaries|unlocks|rule-dates|health|versions:.*|health-changes:.*|purges|records)"
                    + "|(sallyport:records|\\{sallyport:records}):waiting");

    /** What a full server may drop, so that it has one. */
    private static final Pattern MORTAL =
            Pattern.compile("sallyport:(subscription:wish:.*|purge:.*|lease:.*|limit:.*|pseudonyms:.*|cache:.*)"
                    + "|(sallyport:records|\\{sallyport:records}):(claimed|from:.*)");

    @TempDir
    private Path folder;

    private final ScriptedOrigin origin = ScriptedOrigin.start(Answer.text("kept", "Cache-Control: max-age=600"))
            .on("/big", Answer.text("x".repeat(300_000), "Cache-Control: max-age=600"))
            .on("/fresh", Answer.text("fresh", "Cache-Control: no-store"));
    private RunningSuite suite;

    @AfterEach
    void stop() {
        if (suite != null) {
            suite.close();
        }
        origin.close();
    }

    private void up(String url) {
        suite = RunningSuite.up(ConfigFolder.in(folder)
                .with("sallyport.yaml", ConfigFolder.SUITE + "store: {url: \"" + url + "\", timeout: 5s}\n")
                .with("routes.yaml", """
                        clusters: [{name: shop, endpoints: ["http://%s"]}]
                        routes: [{name: shop, cluster: shop, cache: {enabled: true}}]
                        """.formatted(origin.authority()))
                .with("policies.yaml", """
                        rules:
                          - {name: rate, when: {listener: [web]}, then: {limit: {rate: 50000/s, scope: shared}}}
                        """));
    }

    private RawResponse get(String path) {
        try (RawClient client = suite.client("web")) {
            return client.timeout(Duration.ofSeconds(10)).get(path);
        }
    }

    /** One of everything that lies in the store. */
    private void useAll() {
        assertThat(get("/kept").bodyText()).isEqualTo("kept");
        assertThat(get("/big").bodyText()).hasSize(300_000);
        AdminApi admin = suite.admin();
        admin.post("/v1/cache/purge", "{\"url\":\"http://127.0.0.1/none\"}");
        admin.awaitRecord(2, "kind=exchange");
        Eventually.that(
                PATIENCE,
                () -> assertThat(admin.json("/v1/status").getJsonObject("store").getBoolean("connected"))
                        .isTrue());
        assertThat(admin.get("/v1/backup").bodyText())
                .contains("\"kind\":\"revisions\"")
                .contains("\"end\":true");
    }

    private static List<String> keys(RedisServer server) {
        return server.ask("KEYS *")
                .lines()
                .filter(line -> line.contains("sallyport:"))
                .toList();
    }

    /** Nothing that must stay may be dropped, and nothing that may be dropped stays for ever. */
    private static void allHaveTheirEnds(List<RedisServer> servers) {
        List<String> seen = new ArrayList<>();
        for (RedisServer server : servers) {
            for (String key : keys(server)) {
                boolean ends = !server.ask("PTTL " + key).startsWith(":-");
                boolean there = server.ask("EXISTS " + key).startsWith(":1");
                boolean lasting = LASTING.matcher(key).matches();
                assertThat(lasting || MORTAL.matcher(key).matches())
                        .as("known: %s", key)
                        .isTrue();
                assertThat(!there || ends != lasting).as("end of %s", key).isTrue();
                seen.add(key);
            }
        }
        assertThat(seen)
                .contains("sallyport:snapshot:policy", "sallyport:records", "sallyport:purges")
                .anyMatch(key -> key.startsWith("sallyport:cache:key:"))
                .anyMatch(key -> key.startsWith("sallyport:cache:chunk:"))
                .anyMatch(key -> key.startsWith("sallyport:lease:"));
    }

    /** Requests all the while; none may fail. */
    private void noticesNothing(Runnable failover, Runnable isOver) {
        AdminApi admin = suite.admin();
        long generation = generation(admin);
        List<Integer> statuses = new ArrayList<>();
        failover.run();
        long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (System.nanoTime() - end < 0) {
            statuses.add(get("/fresh").status());
            statuses.add(get("/kept").status());
        }
        isOver.run();
        assertThat(statuses).containsOnly(200);
        assertThat(generation(admin)).as("never backwards").isGreaterThanOrEqualTo(generation);
        admin.awaitRecord(Math.min(statuses.size(), 900), "kind=exchange");
    }

    private static long generation(AdminApi admin) {
        return admin.json("/v1/policies").getLong("generation");
    }

    private void isWell() {
        Eventually.that(PATIENCE, () -> {
            assertThat(suite.admin().json("/v1/status").getJsonObject("store").getBoolean("connected"))
                    .isTrue();
            assertThat(suite.admin().metric("sallyport_store_up{kind=\"redis\"}"))
                    .isEqualTo(1);
        });
    }

    @Test
    void aCluster() {
        try (RedisCluster cluster = RedisCluster.start()) {
            up(cluster.url());
            useAll();
            allHaveTheirEnds(cluster.servers().subList(0, 3));

            noticesNothing(() -> cluster.servers().get(0).kill(), this::isWell);

            useAll();
            suite.stop();
        }
    }

    @Test
    void sentinels() {
        try (RedisSentinels sentinels = RedisSentinels.start()) {
            up(sentinels.url());
            useAll();
            RedisServer before = sentinels.primary();
            allHaveTheirEnds(List.of(before));

            noticesNothing(before::kill, () -> {
                Eventually.that(PATIENCE, () -> assertThat(sentinels.primary()).isNotSameAs(before));
                isWell();
            });

            useAll();
            suite.stop();
        }
    }

    @Test
    void aServerThatComesBackEmptyIsFilledAgain() {
        try (RedisServer server = RedisServer.start()) {
            up(server.url());
            useAll();

            noticesNothing(server::restart, () -> {
                isWell();
                Eventually.that(
                        PATIENCE,
                        () -> assertThat(keys(server))
                                .contains(
                                        "sallyport:snapshot:policy",
                                        "sallyport:snapshot:routes",
                                        "sallyport:revisions:policy"));
            });

            useAll();
            suite.stop();
        }
    }
}
