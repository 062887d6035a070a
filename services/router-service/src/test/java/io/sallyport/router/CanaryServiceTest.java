package io.sallyport.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Addresses;
import io.sallyport.contract.StoreKeys;
import io.sallyport.contract.canary.CanaryEvent;
import io.sallyport.contract.canary.CanaryReport;
import io.sallyport.contract.canary.CanaryState;
import io.sallyport.contract.canary.CanaryState.Phase;
import io.sallyport.kit.bus.JsonCodec;
import io.sallyport.testkit.Eventually;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CanaryServiceTest {
    private final List<CanaryReport> reports = new CopyOnWriteArrayList<>();
    private RouterHarness harness;

    @BeforeEach
    void open(@TempDir Path folder) {
        harness = new RouterHarness(folder);
        harness.environment()
                .vertx()
                .eventBus()
                .<CanaryReport>consumer(Addresses.CANARY_REPORT, message -> reports.add(message.body()));
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    private static String routes(String version, String steps) {
        return """
                clusters:
                  - {name: shop, endpoints: [{url: "http://127.0.0.1:9", version: "1.5"}, {url: "http://127.0.0.1:10", version: "1.6"}, {url: "http://127.0.0.1:11", version: "1.7"}]}
                routes:
                  - name: shop
                    cluster: shop
                    versions: {default: "1.5"}
                    canary: {version: "%s", steps: [%s], gates: {minSample: 50}}
                """.formatted(version, steps);
    }

    private StubCollector collector() {
        return new StubCollector(harness.environment(), "logs-1", true);
    }

    private CanaryState latest() {
        List<CanaryState> canaries =
                reports.isEmpty() ? List.of() : reports.get(reports.size() - 1).canaries();
        return canaries.isEmpty() ? null : canaries.get(0);
    }

    private CanaryState await(Phase phase, int weight) {
        Eventually.until(
                phase + " at " + weight,
                () -> latest() != null && latest().phase() == phase && latest().weight() == weight);
        return latest();
    }

    private CanaryState stored() throws Exception {
        return JsonCodec.parse(
                        harness.environment()
                                .store()
                                .get(StoreKeys.canaries())
                                .await(5, TimeUnit.SECONDS)
                                .orElseThrow(),
                        CanaryReport.class)
                .canaries()
                .get(0);
    }

    private HttpResponse<String> call(String method, String path, String body, String... fields) throws Exception {
        return callAt(harness.announcement().api(), method, path, body, fields);
    }

    private static HttpResponse<String> callAt(String api, String method, String path, String body, String... fields)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + api + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (fields.length > 0) {
            request.headers(fields);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void goesThroughItsStepsAndIsPromoted() throws Exception {
        harness.write(routes("1.6", "{weight: 5, hold: 1s}, {weight: 50, hold: 1s}"));
        try (StubCollector collector = collector()) {
            collector.saw(60, 0, 900, 2);
            harness.start();
            CanaryState last = await(Phase.PROMOTED, 100);

            assertThat(last.history()).extracting(CanaryEvent::action).containsExactly("start", "advance", "promote");
            assertThat(last.history()).extracting(CanaryEvent::weight).containsExactly(5, 50, 100);
            assertThat(stored()).isEqualTo(last);
            Eventually.until(
                    "the operator is told",
                    () -> harness.announcement().problems().stream()
                            .anyMatch(problem -> problem.contains("make it the route's default")));
        }
    }

    @Test
    void goesBackByItselfAndStaysBackUntilAnotherVersionComes() throws Exception {
        harness.write(routes("1.6", "{weight: 5, hold: 300s}"));
        try (StubCollector collector = collector()) {
            collector.saw(60, 12, 900, 2);
            harness.start();
            CanaryState back = await(Phase.ROLLED_BACK, 0);
            assertThat(back.reason()).startsWith("fails more than the stable side: canary 12 of 60 failed");

            collector.saw(0, 0, 0, 0);
            harness.write(routes("1.7", "{weight: 10, hold: 300s}"));
            CanaryState next = await(Phase.RUNNING, 10);
            assertThat(next.version()).isEqualTo("1.7");
            assertThat(next.history()).extracting(CanaryEvent::action).containsExactly("start", "roll-back", "start");
        }
    }

    @Test
    void goesOnInTheMiddleOfAStepAfterARestart() throws Exception {
        harness.write(routes("1.6", "{weight: 5, hold: 5s}, {weight: 50, hold: 300s}"));
        try (StubCollector collector = collector()) {
            collector.saw(60, 0, 900, 2);
            RouterService first = harness.start();
            CanaryState begun = await(Phase.RUNNING, 5);
            first.stop().await(10, TimeUnit.SECONDS);
            assertThat(stored().weight()).isEqualTo(5);

            harness.start();
            CanaryState second = await(Phase.RUNNING, 50);
            assertThat(second.startedAt()).isEqualTo(begun.startedAt());
            assertThat(Duration.between(begun.startedAt(), second.weightSince()))
                    .isBetween(Duration.ofSeconds(5), Duration.ofMillis(7500));
            assertThat(collector
                            .questions()
                            .get(collector.questions().size() - 1)
                            .routes()
                            .get(0)
                            .route())
                    .isEqualTo("shop");
        }
    }

    @Test
    void waitsWhileACollectorIsSilentButGoesBackByWhatIsSeen() throws Exception {
        harness.write(routes("1.6", "{weight: 5, hold: 1s}, {weight: 50, hold: 300s}"));
        try (StubCollector collector = collector();
                StubCollector silent = new StubCollector(harness.environment(), "logs-2", false)) {
            collector.saw(60, 0, 900, 2);
            harness.start();
            Eventually.until(
                    "it waits",
                    () -> get(() -> canary()) != null
                            && get(() -> canary()).getString("now").startsWith("waits for figures"));
            assertThat(canary().getInteger("weight")).isEqualTo(5);
            assertThat(canary().getBoolean("complete")).isFalse();
            assertThat(silent.questions()).isNotEmpty();

            collector.saw(600, 120, 9000, 20);
            await(Phase.ROLLED_BACK, 0);
        }
    }

    private static <T> T get(Callable<T> call) {
        try {
            return call.call();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private JsonObject canary() throws Exception {
        HttpResponse<String> answer = call("GET", "/v1/canaries/shop", "");
        return answer.statusCode() == 200 ? new JsonObject(answer.body()) : null;
    }

    @Test
    void goesBackEvenWhileTheStoreIsAway() throws Exception {
        harness.write(routes("1.6", "{weight: 5, hold: 300s}"));
        try (StubCollector collector = collector()) {
            harness.start();
            await(Phase.RUNNING, 5);
            harness.store().breakIt();
            collector.saw(60, 12, 900, 2);
            await(Phase.ROLLED_BACK, 0);
            assertThat(call("POST", "/v1/canaries/shop/restart", "").statusCode())
                    .isEqualTo(200);

            harness.store().repair();
            Eventually.until("it is stored", () -> get(() -> stored()).history().size() >= 3);
        }
    }

    @Test
    void doesWhatOperatorsWant() throws Exception {
        harness.write(routes("1.6", "{weight: 5, hold: 300s}, {weight: 25, hold: 300s}"));
        try (StubCollector collector = collector()) {
            collector.saw(10, 0, 200, 0);
            harness.start();
            await(Phase.RUNNING, 5);

            HttpResponse<String> frozen = call("POST", "/v1/canaries/shop/freeze", "{\"note\": \"look at it\"}");
            assertThat(frozen.statusCode()).isEqualTo(200);
            JsonObject view = new JsonObject(frozen.body());
            assertThat(view.getString("phase")).isEqualTo("frozen");
            assertThat(view.getString("reason")).isEqualTo("look at it");
            assertThat(view.getJsonObject("canary").getInteger("count")).isEqualTo(10);
            String tag = frozen.headers().firstValue("etag").orElseThrow();
            assertThat(call("POST", "/v1/canaries/shop/freeze", "").headers().firstValue("etag"))
                    .contains(tag);

            assertThat(call("PUT", "/v1/canaries/shop", "{\"weight\": 40}", "If-Match", "\"1\"")
                            .statusCode())
                    .isEqualTo(412);
            HttpResponse<String> weight = call("PUT", "/v1/canaries/shop", "{\"weight\": 40}", "If-Match", tag);
            assertThat(new JsonObject(weight.body()).getInteger("weight")).isEqualTo(40);
            await(Phase.FROZEN, 40);

            call("PUT", "/v1/canaries/shop", "{\"step\": 2, \"note\": \"faster\"}");
            await(Phase.RUNNING, 25);
            call("POST", "/v1/canaries/shop/rollback", "");
            await(Phase.ROLLED_BACK, 0);
            assertThat(call("POST", "/v1/canaries/shop/resume", "").statusCode())
                    .isEqualTo(409);
            call("POST", "/v1/canaries/shop/promote", "");
            await(Phase.PROMOTED, 100);
            call("POST", "/v1/canaries/shop/restart", "");
            await(Phase.RUNNING, 5);
            assertThat(stored().history())
                    .extracting(CanaryEvent::action)
                    .containsExactly("start", "freeze", "weight", "step", "roll-back", "promote", "restart");
            assertThat(new JsonObject(call("GET", "/v1/canaries", "").body()).getJsonArray("canaries"))
                    .hasSize(1);
        }
    }

    @Test
    void refusesWhatItCannotDoWithAReason() throws Exception {
        harness.write(routes("1.6", "{weight: 5, hold: 300s}"));
        harness.start();
        await(Phase.RUNNING, 5);
        assertThat(call("GET", "/v1/canaries/other", "").statusCode()).isEqualTo(404);
        assertThat(call("POST", "/v1/canaries/other/freeze", "").statusCode()).isEqualTo(404);
        assertThat(call("POST", "/v1/canaries/shop/explode", "").body())
                .contains("freeze, promote, restart, resume, rollback");
        for (String body : List.of(
                "",
                "{}",
                "{\"weight\": 101}",
                "{\"weight\": 5, \"step\": 1}",
                "{\"step\": 0}",
                "[",
                "{\"weight\": 1.5}",
                "{\"x\": 1}")) {
            HttpResponse<String> answer = call("PUT", "/v1/canaries/shop", body);
            assertThat(answer.statusCode()).as(body).isEqualTo(400);
            assertThat(answer.body()).as(body).contains("found");
        }
        assertThat(call("PUT", "/v1/canaries/shop", "{\"step\": 2}").statusCode())
                .isEqualTo(409);
        assertThat(call("POST", "/v1/canaries/shop/freeze", "{\"note\": \"a\\nb\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(call("POST", "/v1/canaries/shop/freeze", "", "If-Match", "x").statusCode())
                .isEqualTo(400);
    }

    @Test
    void letsAnInstanceThatStandsByTakeOrders() throws Exception {
        harness.write(routes("1.6", "{weight: 5, hold: 300s}"));
        harness.start();
        harness.start();
        Eventually.until("two instances", () -> harness.ready().size() == 2);
        await(Phase.RUNNING, 5);
        for (var instance : harness.ready()) {
            for (int weight = 10; weight < 15; weight++) {
                HttpResponse<String> answer =
                        callAt(instance.api(), "PUT", "/v1/canaries/shop", "{\"weight\": " + weight + "}");
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(stored().weight()).isEqualTo(weight);
            }
        }
        assertThat(stored().history()).hasSize(11);
    }

    @Test
    void forgetsTheCanaryOfARouteThatHasNoneAnyMore() throws Exception {
        harness.write(routes("1.6", "{weight: 5, hold: 300s}"));
        harness.start();
        await(Phase.RUNNING, 5);
        String without = routes("1.6", "{weight: 5, hold: 300s}");
        harness.write(without.substring(0, without.indexOf("    canary:")));
        Eventually.until("it is gone", () -> latest() == null);
        assertThat(call("GET", "/v1/canaries/shop", "").statusCode()).isEqualTo(404);
    }
}
