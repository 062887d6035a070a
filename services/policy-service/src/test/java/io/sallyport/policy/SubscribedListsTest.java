package io.sallyport.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.HostPort;
import io.sallyport.contract.settings.ListenerConfig;
import io.sallyport.contract.settings.ListenerConfig.Mode;
import io.sallyport.contract.settings.SuiteConfig;
import io.sallyport.kit.service.RunningEnvironment;
import io.sallyport.kit.snapshot.SnapshotTimings;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.LeakWatch;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Lists that are fetched, from the server's answer to what the API says. */
@ExtendWith(LeakWatch.class)
@Timeout(60)
class SubscribedListsTest {
    private static final PolicyTimings FAST = new PolicyTimings(
            Duration.ofMillis(40),
            new SnapshotTimings(
                    Duration.ofSeconds(2), Duration.ofMillis(100), Duration.ofMillis(100), Duration.ofMillis(100)));
    private static final String MANY =
            IntStream.range(0, 200).mapToObj(i -> "n" + i + ".test").collect(Collectors.joining("\n"));

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger fetches = new AtomicInteger();
    private final Vertx web = Vertx.vertx();
    private Vertx vertx;
    private HttpServer server;
    private volatile Handler<HttpServerRequest> answer =
            request -> request.response().end("ads.test\nhttp://x/\n");
    private RunningEnvironment environment;
    private PolicyService service;

    @BeforeEach
    void open() throws Exception {
        server = await(web.createHttpServer()
                .requestHandler(request -> {
                    fetches.incrementAndGet();
                    answer.handle(request);
                })
                .listen(0, "127.0.0.1"));
        begin();
    }

    private void begin() {
        vertx = Vertx.vertx();
        environment = RunningEnvironment.on(vertx, config(), folder);
        service = new PolicyService(Map.of(), FAST);
    }

    @AfterEach
    void close() throws Exception {
        end();
        await(web.close());
    }

    private void end() throws Exception {
        await(service.stop());
        await(environment.close());
        await(vertx.close());
    }

    private static SuiteConfig config() {
        List<ListenerConfig> listeners =
                List.of(new ListenerConfig("egress", Mode.FORWARD, new HostPort("127.0.0.1", 0), null, null));
        return new SuiteConfig(listeners, null, null, null, null, null, null, null, null, null);
    }

    private String policies(String more) {
        return """
                lists:
                  - {name: ads, url: "http://127.0.0.1:%d/ads.txt", format: domains%s}
                rules:
                  - {name: no-ads, when: {list: [ads]}, then: block}
                """.formatted(server.actualPort(), more);
    }

    private void write(String text) throws IOException {
        Path fresh = Files.writeString(folder.resolve("policies.yaml.new"), text);
        Files.move(fresh, folder.resolve("policies.yaml"), StandardCopyOption.ATOMIC_MOVE);
    }

    private void start(String policies) throws Exception {
        write(policies);
        await(service.start(environment.environment()));
        Eventually.until(
                "announced", () -> !environment.environment().roster().all().isEmpty());
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private JsonObject call(String method, String path, int status) {
        try {
            String api = environment
                    .environment()
                    .roster()
                    .all()
                    .iterator()
                    .next()
                    .api()
                    .toString();
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + api + path))
                    .method(method, HttpRequest.BodyPublishers.noBody())
                    .build();
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
            return new JsonObject(response.body());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private JsonObject list() {
        return call("GET", "/v1/lists/ads", 200);
    }

    private JsonObject subscription() {
        return list().getJsonObject("subscription");
    }

    private String verdict(String host) {
        return call("GET", "/v1/explain?url=http://" + host + "/", 200).getString("verdict");
    }

    private List<String> problems() {
        return environment.environment().roster().all().iterator().next().problems();
    }

    @Test
    void hasTheListBeforeTheFirstPolicyIsInForce() throws Exception {
        start(policies(""));

        assertThat(verdict("www.ads.test")).isEqualTo("block");
        assertThat(verdict("other.test")).isEqualTo("allow");
        JsonObject list = list();
        assertThat(list.getLong("names")).isEqualTo(1);
        assertThat(list.getString("source")).endsWith("/ads.txt");
        assertThat(list.getLong("skipped")).isEqualTo(1);
        assertThat(list.getJsonObject("skippedByReason").getLong("url")).isEqualTo(1);
        assertThat(list.getJsonArray("firstSkipped").getJsonObject(0).getLong("line"))
                .isEqualTo(2);
        assertThat(list.getJsonArray("rules")).containsExactly("no-ads");
        assertThat(list.getJsonObject("subscription").getString("fetchedAt")).isNotNull();
        assertThat(fetches).hasValue(1);
    }

    @Test
    void saysWhichLineNamesASite() throws Exception {
        answer = request -> request.response().end("# ads\nother.test\nads.test\n");
        start(policies(""));

        JsonObject found = call("GET", "/v1/lists/ads?host=WWW.Ads.test.", 200);
        assertThat(found.getBoolean("covered")).isTrue();
        assertThat(found.getString("listed")).isEqualTo("ads.test");
        JsonArray lines = found.getJsonArray("lines");
        assertThat(lines).hasSize(1);
        assertThat(lines.getJsonObject(0).getLong("line")).isEqualTo(3);
        assertThat(lines.getJsonObject(0).getString("text")).isEqualTo("ads.test");

        JsonObject everywhere = call("GET", "/v1/lists?host=fine.test", 200);
        assertThat(everywhere.getJsonArray("lists").getJsonObject(0).getBoolean("covered"))
                .isFalse();
        assertThat(call("GET", "/v1/lists?host=127.1", 400).getString("detail")).startsWith("host: found \"127.1\"");
        call("GET", "/v1/lists/none", 404);
    }

    @Test
    void takesWhatHasChangedWhenItIsToldTo() throws Exception {
        start(policies(""));
        answer = request -> request.response().end("ads.test\nmore.test\n");

        JsonObject refreshed = call("POST", "/v1/lists/ads/refresh", 200);
        assertThat(refreshed.getBoolean("done")).isTrue();

        Eventually.until("in force", () -> verdict("more.test").equals("block"));
    }

    @Test
    void fetchesAgainByItself() throws Exception {
        answer = request -> request.response().setStatusCode(503).end();
        start(policies(", refresh: 10s"));
        assertThat(list().getBoolean("missing")).isTrue();

        answer = request -> request.response().end("ads.test\n");

        Eventually.until(
                "in force", Duration.ofSeconds(40), () -> verdict("other.test").equals("allow"));
    }

    @Test
    void refusesEverySiteUntilTheFirstTextIsThere() throws Exception {
        answer = request -> request.response().setStatusCode(503).end();
        start(policies(""));

        assertThat(verdict("anything.test")).isEqualTo("block");
        assertThat(list().getBoolean("missing")).isTrue();
        assertThat(subscription().getString("error")).isEqualTo("status 503");
        Eventually.until("told", () -> problems().stream().anyMatch(one -> one.contains("nothing has been fetched")));

        answer = request -> request.response().end("ads.test\n");
        call("POST", "/v1/lists/ads/refresh", 200);
        Eventually.until("in force", () -> verdict("anything.test").equals("allow"));
        assertThat(verdict("ads.test")).isEqualTo("block");
    }

    @Test
    void isEmptyUntilTheFirstTextIsThereWhenItIsSoWanted() throws Exception {
        answer = request -> request.response().setStatusCode(503).end();
        start(policies(", untilFetched: open"));

        assertThat(verdict("ads.test")).isEqualTo("allow");
    }

    @Test
    void refusesAnEditThatAddsAListWhichCannotBeFetched() throws Exception {
        start("rules: []\n");
        answer = request -> request.response().setStatusCode(404).end();

        write(policies(""));
        Eventually.until(
                "refused",
                () -> call("GET", "/v1/policies", 200).getString("problem").contains("status 404"));
        assertThat(verdict("anything.test")).isEqualTo("allow");

        answer = request -> request.response().end("ads.test\n");
        write(policies("") + "# again\n");
        Eventually.until(
                "in force", Duration.ofSeconds(40), () -> verdict("ads.test").equals("block"));
        assertThat(verdict("anything.test")).isEqualTo("allow");
    }

    @Test
    void keepsTheLastGoodTextThroughFailuresAndARestart() throws Exception {
        start(policies(""));
        answer = request -> request.response().setStatusCode(500).end();
        call("POST", "/v1/lists/ads/refresh", 200);
        assertThat(subscription().getInteger("failures")).isEqualTo(1);
        assertThat(verdict("ads.test")).isEqualTo("block");
        end();
        await(server.close());

        begin();
        start(policies(""));

        assertThat(verdict("ads.test")).isEqualTo("block");
        assertThat(verdict("other.test")).isEqualTo("allow");
    }

    @Test
    void keepsBackAPage() throws Exception {
        start(policies(""));
        answer = request ->
                request.response().putHeader("Content-Type", "text/html").end("<!doctype html><p>ads.test is down");

        call("POST", "/v1/lists/ads/refresh?accept=true", 200);

        assertThat(subscription().getString("heldBack")).isEqualTo("it is a page, not a list");
        assertThat(verdict("ads.test")).isEqualTo("block");
        Eventually.until("told", () -> problems().stream().anyMatch(one -> one.contains("kept back")));
    }

    @Test
    void keepsBackAListThatHasLostItsNamesUnlessThatIsMeant() throws Exception {
        answer = request -> request.response().end(MANY);
        start(policies(""));
        answer = request -> request.response().end("n1.test\n");

        call("POST", "/v1/lists/ads/refresh", 200);
        assertThat(subscription().getString("heldBack")).isEqualTo("it has 1 names where there were 200");
        assertThat(verdict("n150.test")).isEqualTo("block");

        call("POST", "/v1/lists/ads/refresh?accept=true", 200);
        Eventually.until("in force", () -> verdict("n150.test").equals("allow"));
        assertThat(subscription().getString("heldBack")).isEmpty();
    }

    @Test
    void refusesToRefreshAFile() throws Exception {
        Files.createDirectory(folder.resolve("lists"));
        Files.writeString(folder.resolve("lists/ads.txt"), "ads.test\n");
        start("lists: [{name: ads, file: lists/ads.txt, format: domains}]\n");

        call("POST", "/v1/lists/ads/refresh", 409);
        assertThat(list().getJsonObject("subscription")).isNull();
        assertThat(list().getLong("heapBytes")).isPositive();
    }
}
