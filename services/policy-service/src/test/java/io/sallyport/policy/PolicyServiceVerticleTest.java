package io.sallyport.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.config.ConfigException;
import io.sallyport.contract.Addresses;
import io.sallyport.contract.HostPort;
import io.sallyport.contract.StoreKeys;
import io.sallyport.contract.cache.EntriesAnswer;
import io.sallyport.contract.cache.EntriesAnswer.AskedPlan;
import io.sallyport.contract.cache.EntriesAnswer.Refused;
import io.sallyport.contract.cache.EntriesQuestion;
import io.sallyport.contract.cluster.ServiceAnnouncement;
import io.sallyport.contract.settings.ListenerConfig;
import io.sallyport.contract.settings.ListenerConfig.Mode;
import io.sallyport.contract.settings.SuiteConfig;
import io.sallyport.kit.service.Roster;
import io.sallyport.kit.service.RunningEnvironment;
import io.sallyport.kit.snapshot.SnapshotTimings;
import io.sallyport.kit.store.Blobs;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.LeakWatch;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LeakWatch.class)
@Timeout(30)
class PolicyServiceVerticleTest {
    private static final String POLICIES = """
            lists:
              - {name: ads, file: lists/ads.txt}
            rules:
              - {name: no-ads, when: {list: [ads]}, then: block, reason: "an advertisement"}
              - {name: lab, when: {site: [127.0.0.1]}, then: {allow: {targets: [127.0.0.0/8], ports: [9101]}}}
            """;
    private static final PolicyTimings FAST = new PolicyTimings(
            Duration.ofMillis(40),
            new SnapshotTimings(
                    Duration.ofSeconds(2), Duration.ofMillis(100), Duration.ofMillis(100), Duration.ofMillis(100)));

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private Vertx vertx;
    private RunningEnvironment environment;
    private PolicyService service;

    @BeforeEach
    void writeTheConfiguration() throws IOException {
        Files.createDirectory(folder.resolve("lists"));
        write("lists/ads.txt", "0.0.0.0 ads.test\nnonsense\n");
        write("policies.yaml", POLICIES);
        vertx = Vertx.vertx();
        environment = RunningEnvironment.on(vertx, config(), folder);
        service = new PolicyService(Map.of(), FAST);
    }

    @AfterEach
    void closeAll() throws Exception {
        await(service.stop());
        await(environment.close());
        await(vertx.close());
    }

    private static SuiteConfig config() {
        List<ListenerConfig> listeners = List.of(
                new ListenerConfig("egress", Mode.FORWARD, new HostPort("127.0.0.1", 0), null, null),
                new ListenerConfig("web", Mode.REVERSE, new HostPort("127.0.0.1", 0), null, null));
        return new SuiteConfig(listeners, null, null, null, null, null, null, null, null, null);
    }

    /** As editors and deployment tools do it: a whole new file takes the place of the old one. */
    private void write(String file, String text) throws IOException {
        Path fresh = Files.writeString(folder.resolve(file + ".new"), text);
        Files.move(fresh, folder.resolve(file), StandardCopyOption.ATOMIC_MOVE);
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private void start() throws Exception {
        await(service.start(environment.environment()));
    }

    private ServiceAnnouncement announced() {
        Eventually.until(
                "announced", () -> !environment.environment().roster().all().isEmpty());
        return environment.environment().roster().all().stream()
                .filter(one -> one.service().equals("policy-service"))
                .findFirst()
                .orElseThrow();
    }

    private JsonObject get(String path) {
        return get(path, 200);
    }

    private JsonObject get(String path, int status) {
        return new JsonObject(text(path, status));
    }

    private String text(String path, int status) {
        try {
            URI uri = URI.create("http://" + announced().api() + path);
            HttpResponse<String> response =
                    http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).isEqualTo(status);
            return response.body();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private long accepted() {
        return text("/metrics", 200)
                .lines()
                .filter(line -> line.startsWith("sallyport_policy_compilations_total{result=\"accepted\"}"))
                .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(' ') + 1)))
                .sum();
    }

    private JsonObject explain(String url, String more) {
        return get("/v1/explain?url=" + URLEncoder.encode(url, StandardCharsets.UTF_8) + more);
    }

    private long generation() {
        return get("/v1/policies").getLong("generation");
    }

    private void untilGeneration(long generation) {
        Eventually.until("generation " + generation, () -> generation() == generation);
    }

    @Test
    void publishesTheFirstGenerationAtStart() throws Exception {
        start();

        JsonObject policies = get("/v1/policies");

        assertThat(policies.getLong("generation")).isEqualTo(1);
        assertThat(policies.getString("digest")).hasSize(64);
        assertThat(policies.getString("producedAt")).isNotEmpty();
        assertThat(policies.getString("problem")).isEmpty();
        assertThat(policies.getBoolean("leads")).isTrue();
        assertThat(policies.getJsonObject("document").getJsonArray("rules")).hasSize(2);
        JsonObject list = policies.getJsonArray("lists").getJsonObject(0);
        assertThat(list.getString("name")).isEqualTo("ads");
        assertThat(list.getLong("names")).isEqualTo(1);
        assertThat(list.getLong("skipped")).isEqualTo(1);
        assertThat(await(new Blobs(environment.environment().store()).contains(list.getString("digest"))))
                .isTrue();
    }

    @Test
    void publishesAnEdit() throws Exception {
        start();

        write("policies.yaml", POLICIES.replace("no-ads", "ads-off"));
        untilGeneration(2);

        assertThat(explain("http://www.ads.test/", "").getString("rule")).isEqualTo("ads-off");
    }

    @Test
    void publishesTheSameContentOnlyOnce() throws Exception {
        start();

        write("policies.yaml", "# a remark\n" + POLICIES);
        Eventually.until("document taken", () -> accepted() == 1);
        write("lists/ads.txt", "# a remark\n0.0.0.0 ads.test\nnonsense\n");
        Eventually.until("list taken", () -> accepted() == 2);
        write("policies.yaml", POLICIES + "default: block\n");
        untilGeneration(2);

        assertThat(explain("http://other.test/", "").getString("verdict")).isEqualTo("block");
    }

    @Test
    void refusesAnInvalidEditWithItsPosition() throws Exception {
        start();

        write("policies.yaml", POLICIES.replace("list: [ads]", "list: [adds]"));
        Eventually.until(
                "refused", () -> !get("/v1/policies").getString("problem").isEmpty());

        assertThat(get("/v1/policies").getString("problem"))
                .isEqualTo(folder.resolve("policies.yaml")
                        + ":4:34: rules[0].when.list[0]: found \"adds\", allowed: ads (did you mean \"ads\"?)");
        assertThat(generation()).isEqualTo(1);
        assertThat(explain("http://ads.test/", "").getString("verdict")).isEqualTo("block");
    }

    @Test
    void forgetsAProblemThatWasRepaired() throws Exception {
        start();

        write("policies.yaml", "rules: [");
        Eventually.until(
                "refused", () -> !get("/v1/policies").getString("problem").isEmpty());
        write("policies.yaml", POLICIES);
        Eventually.until(
                "repaired", () -> get("/v1/policies").getString("problem").isEmpty());

        assertThat(generation()).isEqualTo(1);
    }

    @Test
    void publishesAChangedList() throws Exception {
        start();
        String before =
                get("/v1/policies").getJsonArray("lists").getJsonObject(0).getString("digest");

        write("lists/ads.txt", "0.0.0.0 ads.test\n0.0.0.0 more.test\n");
        untilGeneration(2);

        assertThat(explain("http://a.more.test/", "").getString("listed")).isEqualTo("more.test");
        assertThat(get("/v1/policies").getJsonArray("lists").getJsonObject(0).getString("digest"))
                .isNotEqualTo(before);
    }

    @Test
    void deletesListsThatNobodyNeedsAnyMore() throws Exception {
        start();
        String first =
                get("/v1/policies").getJsonArray("lists").getJsonObject(0).getString("digest");

        for (int generation = 2; generation <= 4; generation++) {
            write("lists/ads.txt", "0.0.0.0 ads" + generation + ".test\n");
            untilGeneration(generation);
        }

        Eventually.until("two lists of one piece left", () -> lists().size() == 4);
        assertThat(lists()).doesNotContain(StoreKeys.blob(first));
    }

    private List<String> lists() {
        try {
            return await(environment.environment().store().keys(StoreKeys.blob("")));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void waitsForAListThatIsMissing() throws Exception {
        start();

        write("policies.yaml", POLICIES.replace("ads.txt", "new.txt"));
        Eventually.until(
                "refused", () -> get("/v1/policies").getString("problem").contains("no such file"));
        write("lists/new.txt", "0.0.0.0 new.test\n");
        untilGeneration(2);

        assertThat(get("/v1/policies").getString("problem")).isEmpty();
    }

    @Test
    void doesNotStartWithAnInvalidDocument() throws Exception {
        write("policies.yaml", "rules:\n  - {name: a, when: {client: [10.0.0.0/99]}, then: block}\n");

        assertThatThrownBy(this::start)
                .cause()
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(folder.resolve("policies.yaml") + ":2:31: rules[0].when.client[0]: found");
        assertThat(environment.environment().roster().all()).isEmpty();
    }

    @Test
    void doesNotStartWithoutADocument() throws Exception {
        Files.delete(folder.resolve("policies.yaml"));

        assertThatThrownBy(this::start).cause().hasMessageContaining("found no such file");
    }

    @Test
    void standsByWhileAnotherInstancePublishesAndTakesOver() throws Exception {
        start();
        PolicyService second = new PolicyService(Map.of(), FAST);
        await(second.start(environment.environment()));
        Eventually.until(
                "both announced", () -> environment.environment().roster().all().size() == 2);

        write("policies.yaml", POLICIES.replace("no-ads", "ads-off"));
        untilGeneration(2);
        await(service.stop());
        service = second;
        write("policies.yaml", POLICIES.replace("no-ads", "ads-gone"));

        Eventually.until(
                "generation 3, or one more where it took over with what it had before",
                () -> environment.environment().roster().all().stream()
                        .anyMatch(one -> one.generations().getOrDefault("policy", 0L) >= 3));
    }

    @Test
    void explainsABlock() throws Exception {
        start();

        JsonObject answer = explain("http://www.ads.test/banner?x=1", "&client=192.0.2.1&listener=egress&method=POST");

        assertThat(answer.getString("target")).isEqualTo("www.ads.test:80");
        assertThat(answer.getString("verdict")).isEqualTo("block");
        assertThat(answer.getInteger("status")).isEqualTo(404);
        assertThat(answer.getString("rule")).isEqualTo("no-ads");
        assertThat(answer.getString("reason")).isEqualTo("an advertisement");
        assertThat(answer.getString("list")).isEqualTo("ads");
        assertThat(answer.getString("listed")).isEqualTo("ads.test");
    }

    @Test
    void explainsWhatTheCacheOfEachEdgeWouldDo() throws Exception {
        start();
        Roster roster = environment.environment().roster();
        AskedPlan hit = new AskedPlan("reverse", "shop", true, "", "http://shop.test/", "shop/1", "", "hit", "");
        AskedPlan web = new AskedPlan("forward", "", true, "", "http://shop.test/", "web", "", "miss", "uri-miss");
        Refused refused = new Refused("http://shop.test/", "shop/1", "", Instant.EPOCH, 200, "no-store");
        environment
                .environment()
                .vertx()
                .eventBus()
                .<EntriesQuestion>consumer(
                        Addresses.of(Addresses.CACHE_ENTRIES, "edge-1"),
                        message -> message.reply(
                                new EntriesAnswer("edge-1", List.of(hit, web), List.of(), 0, List.of(refused))));
        try (Roster.Registration edge = roster.announce(() -> new ServiceAnnouncement(
                "edge-proxy", "edge-1", "127.0.0.1:1", Instant.EPOCH, true, Map.of(), List.of(), Map.of()))) {
            Eventually.until(
                    "the edge is known", () -> !roster.ready("edge-proxy").isEmpty());

            JsonArray cache = explain("http://shop.test/", "&listener=web").getJsonArray("cache");

            assertThat(cache).hasSize(1);
            JsonObject section = cache.getJsonObject(0);
            assertThat(section.getJsonObject("plan").getString("outcome")).isEqualTo("hit");
            assertThat(section.getJsonArray("notStored").getJsonObject(0).getString("reason"))
                    .isEqualTo("no-store");
            assertThat(explain("http://shop.test/", "&listener=web&method=POST").getJsonArray("cache"))
                    .isEmpty();
            assertThat(explain("http://www.ads.test/", "").getJsonArray("cache"))
                    .as("blocked before the cache is asked")
                    .isEmpty();
        }
    }

    @Test
    void explainsWhereAnAllowedRequestMayGo() throws Exception {
        start();

        assertThat(explain("127.0.0.1:9101", "").getString("dial")).isEqualTo("permitted");
        assertThat(explain("127.0.0.1:22", "").getString("dial")).isEqualTo("refused: port 22");
        assertThat(explain("http://[::1]/", "").getString("dial")).isEqualTo("refused: loopback");
        assertThat(explain("https://a.test", "").getString("dial")).isEqualTo("checked when resolved");
        assertThat(explain("https://a.test", "&listener=web").getString("dial")).isEmpty();
    }

    @Test
    void refusesQuestionsThatItCannotRead() throws Exception {
        start();

        for (String query :
                List.of("", "?url=ftp://a.test/", "?url=http://127.1/", "?url=http:///", "?url=http://u@a.test/")) {
            assertThat(get("/v1/explain" + query, 400).getString("detail")).startsWith("url: found");
        }
        assertThat(get("/v1/explain?url=http://a.test&client=me", 400).getString("detail"))
                .startsWith("client: found");
        assertThat(get("/v1/explain?url=http://a.test&listener=x", 400).getString("detail"))
                .isEqualTo("listener: found \"x\", allowed: egress, web");
    }

    @Test
    void tellsTheRosterWhatItRuns() throws Exception {
        start();

        Eventually.that(() -> {
            ServiceAnnouncement announcement = announced();
            assertThat(announcement.service()).isEqualTo("policy-service");
            assertThat(announcement.ready()).isTrue();
            assertThat(announcement.generations()).containsEntry("policy", 1L);
            assertThat(announcement.figures()).containsEntry("rules", 2L).containsEntry("names", 1L);
        });
    }
}
