package io.sallyport.kit.api;

import static io.sallyport.kit.VertxFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.HostPort;
import io.sallyport.contract.Secret;
import io.sallyport.contract.settings.AdminConfig;
import io.sallyport.contract.settings.AdminTokenConfig;
import io.sallyport.contract.settings.AdminTokenConfig.Role;
import io.sallyport.kit.Environments;
import io.sallyport.kit.VertxFixture;
import io.sallyport.kit.store.Stores;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.Requests;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a service says to callers that come to its own port. */
class ApiFrontTest {
    private static final String WATCH = "Authorization: Bearer watchs-long-token";
    private static final String ANN = "Authorization: Bearer anns-long-token-1";

    private final Queue<RoutingContext> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger changes = new AtomicInteger();
    private Vertx vertx;
    private ApiServer server;

    @BeforeEach
    void start() {
        vertx = Vertx.vertx();
        AdminConfig admin = new AdminConfig(
                null,
                new HostPort("127.0.0.1", 0),
                null,
                List.of(
                        new AdminTokenConfig("ann", new Secret("anns-long-token-1"), Role.OPERATE),
                        new AdminTokenConfig("watch", new Secret("watchs-long-token"), Role.READ)),
                1000);
        server = await(ApiServer.open(
                Environments.of(vertx, Stores.open(vertx, Environments.memory()), admin),
                "test-service",
                this::routes,
                () -> Readiness.READY,
                new Metrics()));
    }

    private void routes(Router router) {
        router.get("/v1/things").handler(context -> Answers.tagged(context, Map.of("things", changes.get())));
        router.get("/v1/things/:name").handler(context -> Answers.json(context, 200, Map.of("name", "x")));
        router.put("/v1/things/:name").handler(context -> {
            changes.incrementAndGet();
            Answers.json(context, 200, Map.of("changes", changes.get()));
        });
        router.get("/v1/slow").handler(waiting::add);
        router.get("/v1/tail").handler(context -> Answers.json(context, 200, Map.of()));
    }

    @AfterEach
    void stop() {
        VertxFixture.close(vertx);
    }

    @Test
    void checksRolesOnceMore() {
        assertThat(send("GET", "/v1/things", WATCH).status()).isEqualTo(200);
        assertThat(send("PUT", "/v1/things/x", WATCH).status()).isEqualTo(403);
        assertThat(send("PUT", "/v1/things/x").status()).isEqualTo(401);
        assertThat(changes).hasValue(0);
        assertThat(send("PUT", "/v1/things/x", ANN).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "OPTIONS, /v1/things/x, 204, 'GET, HEAD, OPTIONS, PUT'",
        "DELETE, /v1/things/x, 405, 'GET, HEAD, OPTIONS, PUT'",
        "PATCH, /v1/things, 405, 'GET, HEAD, OPTIONS'",
        "TRACE, /v1/things, 405, 'GET, HEAD, OPTIONS'",
        "HEAD, /v1/tail, 405, 'GET, OPTIONS'",
        "PURGE, /v1/nothing, 405, 'GET, HEAD, OPTIONS, POST, PUT, DELETE'",
    })
    void saysWhatAPathTakes(String method, String target, int status, String allow) {
        RawResponse answer = send(method, target, ANN);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.field("Allow")).contains(allow);
    }

    @Test
    void answersHeadLikeGet() {
        RawResponse head = send("HEAD", "/v1/things", ANN);

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.bodyLength()).isZero();
        assertThat(head.field("Content-Length")).contains("12");
    }

    @Test
    void saysWhenNothingHasChanged() {
        String tag = send("GET", "/v1/things", ANN).field("ETag").orElseThrow();

        assertThat(send("GET", "/v1/things", ANN, "If-None-Match: \"x\", W/" + tag)
                        .status())
                .isEqualTo(304);
        send("PUT", "/v1/things/x", ANN);
        assertThat(send("GET", "/v1/things", ANN, "If-None-Match: " + tag).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "GET / HTTP/1.1\\r\\nHost: a\\r\\nX: LONG, 431",
        "GET /LONG HTTP/1.1\\r\\nHost: a, 414",
        "GET / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: -1, 400",
        "GET /v1/nothing HTTP/1.1\\r\\nHost: a, 401",
    })
    void answersProblemsWhateverIsSent(String request, int status) {
        String text = request.replace("\\r\\n", "\r\n").replace("LONG", "x".repeat(20_000)) + "\r\n\r\n";
        try (RawClient client = RawClient.connect(server.address().port())) {
            RawResponse answer = client.send(text).readResponse();

            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.field("Content-Type")).contains("application/problem+json");
            assertThat(new JsonObject(answer.bodyText()).getInteger("status")).isEqualTo(status);
        }
    }

    @Test
    void letsSoManyCallsOfOneCallerWait() {
        List<RawClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < Admission.RUNNING_OF_ONE; i++) {
                clients.add(RawClient.connect(server.address().port())
                        .send(Requests.head("GET", "/v1/slow", "Host: a", ANN)));
            }
            Eventually.until("all wait", () -> waiting.size() == Admission.RUNNING_OF_ONE);

            RawResponse refused = send("GET", "/v1/things", ANN);
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.field("Retry-After")).contains("1");
            assertThat(send("GET", "/v1/things", WATCH).status()).isEqualTo(200);

            clients.get(0).close();
            Eventually.until(
                    "there is room again", () -> send("GET", "/v1/things", ANN).status() == 200);
        } finally {
            clients.forEach(RawClient::close);
        }
    }

    @Test
    void givesUpABodyThatDoesNotCome() {
        Router router = Router.router(vertx);
        router.route().handler(new BodyReading(50));
        router.route().handler(BodyReading::read);
        router.put("/v1/x").handler(context -> {
            changes.incrementAndGet();
            Answers.json(context, 200, Map.of());
        });
        int port = await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"))
                .actualPort();
        try (RawClient client = RawClient.connect(port)) {
            client.send(Requests.head("PUT", "/v1/x", "Host: a", "Content-Length: 10") + "12345");
            RawResponse answer = client.readResponse("PUT");

            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.field("Content-Type")).contains("application/problem+json");
            assertThat(client.isClosedByPeer()).isTrue();
        }
        assertThat(changes).hasValue(0);
    }

    /** Only a backup may be larger than 1 MiB, and only for who may restore it is it held. */
    @Test
    void takesALargeBodyOfWhoMayRestoreAlone() {
        String large = "Content-Length: " + (2 << 20);
        int port = server.address().port();
        try (RawClient client = RawClient.connect(port)) {
            client.send(Requests.head("GET", "/v1/restore", "Host: a", WATCH, large));
            assertThat(client.readResponse("GET").status()).isEqualTo(413);
        }
        try (RawClient client = RawClient.connect(port)) {
            client.send(Requests.head("POST", "/v1/restore", "Host: a", WATCH, large));
            assertThat(client.readResponse("POST").status()).isEqualTo(403);
        }
        try (RawClient client = RawClient.connect(port)) {
            client.send(Requests.head("POST", "/v1/restore", "Host: a", ANN, large) + "x".repeat(2 << 20));
            assertThat(client.readResponse("POST").status())
                    .as("no such call here")
                    .isEqualTo(404);
        }
    }

    @Test
    void takesSoManyConnections() {
        List<RawClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < ApiConnections.MAX; i++) {
                clients.add(RawClient.connect(server.address().port()));
            }
            Eventually.until("one more is closed at once", () -> {
                try (RawClient more = RawClient.connect(server.address().port())) {
                    return more.isClosedByPeer();
                }
            });
            assertThat(clients.get(0).get("/health/live", "Host: a").status()).isEqualTo(200);
        } finally {
            clients.forEach(RawClient::close);
        }
    }

    private RawResponse send(String method, String target, String... fields) {
        String[] all = new String[fields.length + 2];
        all[0] = "Host: a";
        all[1] = "Content-Length: 0";
        System.arraycopy(fields, 0, all, 2, fields.length);
        try (RawClient client = RawClient.connect(server.address().port())) {
            return client.send(Requests.head(method, target, all)).readResponse(method);
        }
    }
}
