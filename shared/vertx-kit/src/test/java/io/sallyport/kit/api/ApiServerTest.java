package io.sallyport.kit.api;

import static io.sallyport.kit.VertxFixture.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.contract.HostPort;
import io.sallyport.contract.Secret;
import io.sallyport.contract.settings.AdminConfig;
import io.sallyport.kit.Environments;
import io.sallyport.kit.VertxFixture;
import io.sallyport.kit.store.Stores;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.FreePort;
import io.sallyport.testkit.RawClient;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiServerTest {
    private static final Secret TOKEN = Secret.parse("t0ken");

    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicReference<Readiness> readiness = new AtomicReference<>(Readiness.READY);
    private final Metrics metrics = new Metrics();
    private Vertx vertx;
    private ApiServer server;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
    }

    @AfterEach
    void stop() {
        VertxFixture.close(vertx);
    }

    @Test
    void saysThatItLivesAndWhetherItIsReady() throws Exception {
        open(TOKEN);

        assertThat(get("/health/live", "").statusCode()).isEqualTo(200);
        assertThat(get("/health/ready", "").statusCode()).isEqualTo(200);

        readiness.set(Readiness.notReady("no routes yet"));
        HttpResponse<String> waiting = get("/health/ready", "");
        assertThat(waiting.statusCode()).isEqualTo(503);
        assertThat(new JsonObject(waiting.body()).getJsonArray("reasons")).containsExactly("no routes yet");
    }

    @Test
    void letsNoPageOfAStrangerInWhileThereIsNoToken() {
        open(Secret.NONE);
        int port = server.address().port();

        assertThat(status("GET /metrics", "Host: localhost:" + port)).isEqualTo(200);
        assertThat(status("GET /metrics", "Host: [::1]:" + port)).isEqualTo(200);
        assertThat(status("GET /metrics", "Host: 127.evil.test:" + port)).isEqualTo(403);
        assertThat(status("GET /metrics", "Host: evil.test")).isEqualTo(403);
        assertThat(status("POST /v1/things", "Host: 127.0.0.1:" + port, "Origin: http://evil.test"))
                .isEqualTo(403);
        assertThat(status("POST /v1/things", "Host: 127.0.0.1:" + port)).isNotEqualTo(403);
    }

    private int status(String methodAndPath, String... fieldLines) {
        try (RawClient client = RawClient.connect(server.address().port())) {
            String fields = String.join("\r\n", fieldLines);
            client.send(methodAndPath + " HTTP/1.1\r\n" + fields + "\r\nContent-Length: 0\r\n\r\n");
            return client.readResponse().status();
        }
    }

    @Test
    void showsMetricsOfServiceAndJvm() throws Exception {
        open(Secret.NONE);
        metrics.counter("sallyport_things_total", "Things.").add(5);

        HttpResponse<String> answer = get("/metrics", "");

        assertThat(answer.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(answer.body())
                .contains("sallyport_things_total 5\n", "jvm_heap_used_bytes ", "vertx_event_loops ")
                .contains("sallyport_service_info{service=\"test-service\"} 1\n");
    }

    /** Nobody but this package may read it, so nothing can write it. */
    record Closed(String text) {}

    @Test
    void answersEvenWhenAnAnswerCannotBeWritten() throws Exception {
        open(Secret.NONE);

        JsonObject problem = problem(get("/v1/closed", ""), 500);

        assertThat(problem.getString("detail")).contains("a defect of ours");
    }

    @Test
    void asksForTheTokenEverywhereButAtHealth() throws Exception {
        open(TOKEN);

        HttpResponse<String> without = get("/v1/echo", "");
        assertThat(without.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(problem(without, 401).getString("detail")).isEqualTo("a bearer token is needed");
        problem(get("/v1/echo", "Bearer wrong"), 401);
        problem(get("/v1/echo", "Basic t0ken"), 401);
        problem(get("/metrics", ""), 401);
        problem(get("/nowhere", ""), 401);
        assertThat(get("/v1/echo", "Bearer t0ken").statusCode()).isEqualTo(200);
        assertThat(get("/v1/echo", "bearer t0ken").statusCode()).isEqualTo(200);
    }

    @Test
    void answersRecordsAsJson() throws Exception {
        open(Secret.NONE);

        HttpResponse<String> answer = send(request("/v1/echo").POST(HttpRequest.BodyPublishers.ofString("hello")));

        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(new JsonObject(answer.body()).getString("echo")).isEqualTo("hello");
    }

    @Test
    void turnsEveryErrorIntoAProblem() throws Exception {
        open(Secret.NONE);

        JsonObject missing = problem(get("/v1/nothing?x=1", ""), 404);
        assertThat(missing.fieldNames()).containsExactlyInAnyOrder("type", "title", "status", "detail", "instance");
        assertThat(missing.getString("title")).isEqualTo("Not Found");
        assertThat(missing.getString("instance")).isEqualTo("/v1/nothing");
        problem(send(request("/v1/echo").DELETE()), 405);
        assertThat(problem(get("/v1/spoken", ""), 400).getString("detail")).isEqualTo("since: found x, allowed: 15m");
    }

    @Test
    void hidesADefectFromTheCaller() throws Exception {
        open(Secret.NONE);

        HttpResponse<String> answer = get("/v1/defect", "");

        problem(answer, 500);
        assertThat(answer.body()).doesNotContain("inner").doesNotContain("Exception");
    }

    @Test
    void refusesABodyBeyondItsBound() throws Exception {
        open(Secret.NONE);
        byte[] large = new byte[(1 << 20) + 1];

        HttpResponse<String> answer = send(request("/v1/echo").POST(HttpRequest.BodyPublishers.ofByteArray(large)));

        problem(answer, 413);
    }

    @Test
    void refusesAnAddressThatAnotherServiceOfTheProcessHas() {
        HostPort bind = new HostPort("127.0.0.1", FreePort.pick());
        server = openAt(bind, Secret.NONE);

        assertThatThrownBy(() -> openAt(bind, Secret.NONE))
                .hasMessageContaining(bind.toString())
                .hasMessageContaining("taken by test-service");

        await(server.close());
        Eventually.until("the address is free again", () -> opens(bind));
    }

    private boolean opens(HostPort bind) {
        try {
            await(openAt(bind, Secret.NONE).close());
            return true;
        } catch (IllegalStateException stillClosing) {
            return false;
        }
    }

    @Test
    void tellsAnAddressThatOthersCanReach() {
        ApiServer everywhere = openAt(new HostPort("0.0.0.0", 0), TOKEN);

        assertThat(everywhere.address().host()).isEqualTo("127.0.0.1");
        assertThat(everywhere.address().port()).isPositive();
        await(everywhere.close());
    }

    private void open(Secret token) {
        server = openAt(new HostPort("127.0.0.1", 0), token);
    }

    private ApiServer openAt(HostPort bind, Secret token) {
        AdminConfig admin = new AdminConfig(null, bind, token);
        return await(ApiServer.open(
                Environments.of(vertx, Stores.open(vertx, Environments.memory()), admin),
                "test-service",
                ApiServerTest::routes,
                readiness::get,
                metrics));
    }

    private static void routes(Router router) {
        router.get("/v1/echo").handler(context -> Answers.json(context, 200, Map.of("echo", "")));
        router.post("/v1/echo")
                .handler(context ->
                        Answers.json(context, 200, Map.of("echo", context.body().asString())));
        router.get("/v1/closed").handler(context -> Answers.json(context, 200, new Closed("x")));
        router.get("/v1/spoken")
                .handler(context -> context.fail(400, new IllegalArgumentException("since: found x, allowed: 15m")));
        router.get("/v1/defect").handler(context -> {
            throw new IllegalStateException("inner detail");
        });
    }

    private static JsonObject problem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonObject body = new JsonObject(answer.body());
        assertThat(body.getInteger("status")).isEqualTo(status);
        return body;
    }

    private HttpResponse<String> get(String path, String authorization) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path);
        return send(authorization.isEmpty() ? request : request.header("Authorization", authorization));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://" + server.address() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
