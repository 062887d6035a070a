package io.sallyport.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Addresses;
import io.sallyport.contract.cache.PurgeCommand;
import io.sallyport.contract.cache.PurgeResult;
import io.sallyport.contract.cluster.ServiceAnnouncement;
import io.sallyport.contract.settings.SuiteConfig;
import io.sallyport.kit.config.SuiteConfigLoader;
import io.sallyport.kit.service.Roster;
import io.sallyport.kit.service.RunningEnvironment;
import io.sallyport.testkit.Eventually;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The service on a real Vert.x, with edges that are only voices on the bus. */
final class CacheServiceTest {
    private static final String SUITE = "admin: {api: \"127.0.0.1:0\"}\n";

    private final HttpClient http = HttpClient.newHttpClient();
    private final CacheService service = new CacheService();
    private final List<Roster.Registration> edges = new ArrayList<>();
    private Vertx vertx;
    private RunningEnvironment running;
    private Roster roster;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("sallyport.yaml"), SUITE);
        vertx = Vertx.vertx();
        SuiteConfig config = SuiteConfigLoader.load(folder, Map.of(), new Properties());
        running = RunningEnvironment.on(vertx, config, folder);
        roster = running.environment().roster();
        service.start(running.environment()).await(10, TimeUnit.SECONDS);
        Eventually.until("the service announces itself", () -> !api().isEmpty());
    }

    @AfterEach
    void stop() throws Exception {
        edges.forEach(Roster.Registration::close);
        service.stop().await(10, TimeUnit.SECONDS);
        running.close().await(10, TimeUnit.SECONDS);
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void reportsWhatEachEdgeRemoved() throws Exception {
        edge("edge-1", Map.of());
        edge("edge-2", Map.of());
        answering("edge-1", 3, 1);
        answering("edge-2", 4, 1);

        HttpResponse<String> answer = purge("{\"prefix\": \"http://shop.example/\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonObject report = new JsonObject(answer.body());
        assertThat(report.getLong("removed")).isEqualTo(7);
        assertThat(report.getJsonArray("edges"))
                .isEqualTo(new JsonArray("[{\"edge\":\"edge-1\",\"removed\":3},{\"edge\":\"edge-2\",\"removed\":4}]"));
        assertThat(report.getJsonArray("waiting")).isEmpty();
    }

    @Test
    void repeatsTheCommandToAnEdgeThatMissedIt() throws Exception {
        edge("edge-1", Map.of());
        Queue<PurgeCommand> heard = answering("edge-1", 1, 3);

        HttpResponse<String> answer = purge("{\"url\": \"http://shop.example/cart\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(heard).hasSizeGreaterThanOrEqualTo(3);
        assertThat(heard)
                .extracting(PurgeCommand::id)
                .containsOnly(heard.element().id());
        assertThat(heard.element().scope()).isEqualTo(PurgeCommand.Scope.URL);
        assertThat(heard.element().value()).isEqualTo("http://shop.example/cart");
    }

    @Test
    void namesTheEdgesThatHaveNotAnsweredAndGoesOnRemindingThem() throws Exception {
        edge("edge-1", Map.of());
        edge("edge-2", Map.of());
        answering("edge-1", 5, 1);
        Queue<PurgeCommand> heard = answering("silent", 0, Integer.MAX_VALUE);

        HttpResponse<String> answer = purge("{\"everything\": true}");

        assertThat(answer.statusCode()).isEqualTo(202);
        JsonObject report = new JsonObject(answer.body());
        assertThat(report.getLong("removed")).isEqualTo(5);
        assertThat(report.getJsonArray("waiting")).containsExactly("edge-2");
        int before = heard.size();
        Eventually.until("the command is repeated after the answer", () -> heard.size() > before);
    }

    @Test
    void answersAtOnceWhenThereIsNoEdge() throws Exception {
        HttpResponse<String> answer = purge("{\"everything\": true}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(new JsonObject(answer.body()).getJsonArray("edges")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json",
                "[]",
                "{}",
                "{\"url\": \"/relative\"}",
                "{\"url\": 7}",
                "{\"prefix\": \"ftp://host/\"}",
                "{\"everything\": false}",
                "{\"url\": \"http://a/\", \"everything\": true}",
                "{\"group\": \"x\"}"
            })
    void refusesABodyThatSaysNothingOrTooMuch(String body) throws Exception {
        HttpResponse<String> answer = purge(body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(new JsonObject(answer.body()).getString("detail"))
                .contains("found ")
                .contains("allowed: ");
    }

    @Test
    void sumsTheFiguresOfAllEdges() throws Exception {
        edge("edge-1", Map.of("cacheHits", 10L, "cacheMisses", 2L, "cacheBytes", 1000L, "cacheEntries", 5L));
        edge("edge-2", Map.of("cacheHits", 1L, "cacheEvictions", 9L));

        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create("http://" + api() + "/v1/cache/stats"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        JsonObject stats = new JsonObject(answer.body());
        assertThat(stats.getJsonObject("total"))
                .isEqualTo(new JsonObject("{\"hits\":11,\"misses\":2,\"bytes\":1000,\"entries\":5,\"evictions\":9}"));
        assertThat(stats.getJsonArray("edges")).hasSize(2);
        assertThat(stats.getJsonObject("shared").getBoolean("on")).isFalse();
        assertThat(stats.getJsonArray("edges").getJsonObject(0).getString("edge"))
                .isEqualTo("edge-1");
    }

    /** Announces an edge and waits until the roster knows it. */
    private void edge(String instance, Map<String, Long> figures) {
        Instant now = Instant.EPOCH;
        edges.add(roster.announce(() -> new ServiceAnnouncement(
                "edge-proxy", instance, "127.0.0.1:1", now, true, Map.of(), List.of(), figures)));
        Eventually.until(
                instance + " is in the roster",
                () -> roster.ready("edge-proxy").stream()
                        .anyMatch(entry -> entry.instance().equals(instance)));
    }

    /** Answers from the n-th time it hears a command on; gives what it heard. */
    private Queue<PurgeCommand> answering(String instance, long removed, int nth) {
        Queue<PurgeCommand> heard = new ConcurrentLinkedQueue<>();
        vertx.eventBus().<PurgeCommand>consumer(Addresses.CACHE_PURGE, message -> {
            heard.add(message.body());
            if (heard.size() >= nth) {
                vertx.eventBus()
                        .publish(
                                Addresses.CACHE_PURGED,
                                new PurgeResult(message.body().id(), instance, removed));
            }
        });
        return heard;
    }

    private String api() {
        return roster.ready("cache-service").stream()
                .map(ServiceAnnouncement::api)
                .findFirst()
                .orElse("");
    }

    private HttpResponse<String> purge(String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + api() + "/v1/cache/purge"))
                .timeout(Duration.ofSeconds(10))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
