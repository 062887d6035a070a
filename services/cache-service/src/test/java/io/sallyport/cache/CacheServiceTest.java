package io.sallyport.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Addresses;
import io.sallyport.contract.cache.EntriesAnswer;
import io.sallyport.contract.cache.EntriesQuestion;
import io.sallyport.contract.cache.PurgeDone;
import io.sallyport.contract.cache.PurgeEntry;
import io.sallyport.contract.cache.PurgeEntry.Cause;
import io.sallyport.contract.cache.PurgeReport;
import io.sallyport.contract.cache.PurgeTarget;
import io.sallyport.contract.cache.PurgeWish;
import io.sallyport.contract.cluster.ServiceAnnouncement;
import io.sallyport.contract.settings.SuiteConfig;
import io.sallyport.kit.config.SuiteConfigLoader;
import io.sallyport.kit.service.Roster;
import io.sallyport.kit.service.RunningEnvironment;
import io.sallyport.testkit.Eventually;
import io.vertx.core.Vertx;
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
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
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
    void answersWhenEveryEdgeAndEveryCacheServiceHasDoneIt() throws Exception {
        edge("edge-1", Map.of());
        edge("edge-2", Map.of());
        answering("edge-1", 1);
        answering("edge-2", 1);

        HttpResponse<String> answer = purge("{\"prefix\": \"http://shop.example/\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonObject report = new JsonObject(answer.body());
        assertThat(report.getLong("number")).isPositive();
        assertThat(report.getJsonArray("done")).containsExactlyInAnyOrder("edge-1", "edge-2", itself());
        assertThat(report.getJsonArray("waiting")).isEmpty();
    }

    @Test
    void repeatsThePurgeToAnEdgeThatMissedIt() throws Exception {
        edge("edge-1", Map.of());
        Queue<PurgeEntry> heard = answering("edge-1", 3);

        HttpResponse<String> answer = purge("{\"url\": \"http://shop.example/cart\", \"soft\": false}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(heard).hasSizeGreaterThanOrEqualTo(3);
        assertThat(heard)
                .extracting(PurgeEntry::place)
                .containsOnly(heard.element().place());
        assertThat(heard.element().targets()).containsExactly(PurgeTarget.url("http://shop.example/cart"));
        assertThat(heard.element().hard()).isTrue();
    }

    @Test
    void namesTheEdgesThatHaveNotAnsweredAndGoesOnRemindingThem() throws Exception {
        edge("edge-1", Map.of());
        edge("edge-2", Map.of());
        answering("edge-1", 1);
        Queue<PurgeEntry> heard = answering("silent", Integer.MAX_VALUE);

        HttpResponse<String> answer = purge("{\"everything\": true}");

        assertThat(answer.statusCode()).isEqualTo(202);
        JsonObject report = new JsonObject(answer.body());
        assertThat(report.getJsonArray("done")).contains("edge-1");
        assertThat(report.getJsonArray("waiting")).containsExactly("edge-2");
        assertThat(heard.element().hard()).as("soft unless said").isFalse();
        int before = heard.size();
        Eventually.until("the purge is repeated after the answer", () -> heard.size() > before);
    }

    @Test
    void showsLaterWhoHasCarriedAPurgeOut() throws Exception {
        AtomicLong at = new AtomicLong();
        Instant now = Instant.EPOCH;
        edges.add(roster.announce(() -> new ServiceAnnouncement(
                "edge-proxy", "edge-1", "127.0.0.1:1", now, true, Map.of(), List.of(), Map.of("purges", at.get()))));
        Eventually.until("the edge is there", () -> !roster.ready("edge-proxy").isEmpty());
        long number = new JsonObject(
                        purge("{\"group\": \"news\", \"origin\": \"http://a\"}").body())
                .getLong("number");
        JsonObject before = recent();
        assertThat(before.getJsonArray("waiting")).containsExactly("edge-1");
        assertThat(before.getJsonObject("purge").getLong("number")).isEqualTo(number);

        at.set(number);

        Eventually.until(
                "the edge says that it has it",
                () -> recent().getJsonArray("done").contains("edge-1"));
        assertThat(recent().getJsonArray("waiting")).isEmpty();
    }

    private JsonObject recent() {
        try {
            return new JsonObject(get("/v1/cache/purges").body())
                    .getJsonArray("purges")
                    .getJsonObject(0);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void tellsWhatEachEdgeKnowsOfAUrlAndWhoWasSilent() throws Exception {
        edge("edge-1", Map.of());
        edge("edge-2", Map.of());
        vertx.eventBus()
                .<EntriesQuestion>consumer(
                        Addresses.of(Addresses.CACHE_ENTRIES, "edge-1"),
                        message -> message.reply(new EntriesAnswer(
                                "edge-1 on " + message.body().url(), List.of(), List.of(), 0, List.of())));

        JsonObject told =
                new JsonObject(get("/v1/cache/entries?url=http://shop.example/a%3Fid%3D1&header=X-Region:%20eu")
                        .body());

        assertThat(told.getJsonArray("edges").getJsonObject(0).getString("edge"))
                .isEqualTo("edge-1 on http://shop.example/a?id=1");
        assertThat(told.getJsonArray("missing")).containsExactly("edge-2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?url=", "?url=shop.example", "?url=ftp://a/", "?url=http://a/&header=nothing"})
    void saysWhatMayBeAskedOfEntries(String query) throws Exception {
        HttpResponse<String> answer = get("/v1/cache/entries" + query);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("found ").contains("allowed: ");
    }

    @Test
    void answersAtOnceWhenThereIsNoEdge() throws Exception {
        HttpResponse<String> answer = purge("[{\"url\": \"http://a/1\"}, {\"group\": \"g\"}]");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(new JsonObject(answer.body()).getJsonArray("done")).containsExactly(itself());
    }

    @Test
    void anEdgesInvalidationsGoIntoTheLogAndToAllEdges() throws Exception {
        Queue<PurgeEntry> heard = answering("edge-1", 1);
        PurgeWish wish = new PurgeWish(
                UUID.randomUUID(), List.of(PurgeTarget.url("http://a/")), true, Cause.INVALIDATION, "edge-2", 0);

        PurgeReport report = vertx.eventBus()
                .<PurgeReport>request(Addresses.CACHE_PURGE_WISH, wish)
                .await(10, TimeUnit.SECONDS)
                .body();

        assertThat(report.number()).isPositive();
        Eventually.until(
                "published", () -> heard.stream().anyMatch(entry -> entry.id().equals(wish.id())));
        assertThat(new JsonObject(get("/v1/cache/purges").body()).getJsonArray("purges"))
                .as("nobody has asked for it")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json",
                "null",
                "[null]",
                "[]",
                "{}",
                "{\"url\": \"/relative\"}",
                "{\"url\": 7}",
                "{\"prefix\": \"ftp://host/\"}",
                "{\"everything\": false}",
                "{\"url\": \"http://a/\", \"everything\": true}",
                "{\"group\": \" \"}",
                "{\"group\": \"x\", \"origin\": \"shop\"}",
                "{\"url\": \"http://a/\", \"origin\": \"http://a\"}",
                "{\"url\": \"http://a/\", \"soft\": 1}",
                "{\"url\": \"http://a/\", \"hard\": true}",
                "[{\"url\": \"http://a/\"}, {\"url\": \"http://b/\", \"soft\": false}]",
                "[7]"
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

        HttpResponse<String> answer = get("/v1/cache/stats");

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

    /** Answers from the n-th time it hears a purge on; gives what it heard. */
    private Queue<PurgeEntry> answering(String instance, int nth) {
        Queue<PurgeEntry> heard = new ConcurrentLinkedQueue<>();
        vertx.eventBus().<PurgeEntry>consumer(Addresses.CACHE_PURGE, message -> {
            heard.add(message.body());
            if (heard.size() >= nth) {
                PurgeEntry entry = message.body();
                vertx.eventBus().publish(Addresses.CACHE_PURGED, new PurgeDone(entry.id(), 0, instance));
            }
        });
        return heard;
    }

    private String itself() {
        return roster.ready("cache-service").get(0).instance();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://" + api() + path)).build(),
                HttpResponse.BodyHandlers.ofString());
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
