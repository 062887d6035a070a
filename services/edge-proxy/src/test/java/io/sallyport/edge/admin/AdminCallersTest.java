package io.sallyport.edge.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.HostPort;
import io.sallyport.contract.Outcome;
import io.sallyport.contract.Secret;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.settings.AdminConfig;
import io.sallyport.contract.settings.AdminTokenConfig;
import io.sallyport.contract.settings.AdminTokenConfig.Role;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.Requests;
import io.sallyport.testkit.ScriptedOrigin;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may call the admin address, how often, and what is put on record. */
@ExtendWith(LeakWatch.class)
class AdminCallersTest {
    private static final String ANN = "Authorization: Bearer anns-long-token-1";
    private static final String WATCH = "Authorization: Bearer watchs-long-token";

    private AdminHarness admin;
    private ScriptedOrigin service;

    @BeforeEach
    void open() throws Exception {
        admin = withRate(1000);
        service = ScriptedOrigin.start("{}");
        for (String each : List.of("cache-service", "policy-service", "log-collector")) {
            admin.announce(each, each, service.port());
        }
    }

    private static AdminHarness withRate(int rate) throws Exception {
        return AdminHarness.with(new AdminConfig(
                new HostPort("127.0.0.1", 0),
                null,
                null,
                List.of(
                        new AdminTokenConfig("ann", new Secret("anns-long-token-1"), Role.OPERATE),
                        new AdminTokenConfig("watch", new Secret("watchs-long-token"), Role.READ)),
                rate));
    }

    @AfterEach
    void close() throws Exception {
        service.close();
        admin.close();
    }

    @Test
    void saysWhoOneIs() {
        assertThat(new JsonObject(admin.get("/v1/whoami", ANN).bodyText()))
                .isEqualTo(new JsonObject().put("name", "ann").put("role", "operate"));
        assertThat(new JsonObject(admin.get("/v1/whoami", WATCH).bodyText()).getString("role"))
                .isEqualTo("read");
        assertThat(admin.get("/v1/whoami").status()).isEqualTo(401);
    }

    @Test
    void letsAReaderChangeNothing() {
        RawResponse refused = post("/v1/cache/purge", "{\"everything\":true}", WATCH);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.field("WWW-Authenticate").orElse("")).contains("insufficient_scope");
        assertThat(refused.field("Content-Type")).contains("application/problem+json");
        assertThat(service.requests()).isEmpty();
        assertThat(post("/v1/cache/simulate", "{}", WATCH).status()).isEqualTo(200);
    }

    @Test
    void putsEachChangeOnRecordWithoutItsSecrets() {
        RawResponse answer = post(
                "/v1/cache/purge?note=now&access-token=x",
                "{\"url\":\"http://ann:pw@shop.example/\",\"password\":\"hidden\"}",
                ANN,
                "X-Request-Id: my-call.1");

        AccessRecord made = record();
        assertThat(answer.field("X-Request-Id")).contains("my-call.1");
        assertThat(service.awaitRequest(1).field("X-Request-Id")).contains("my-call.1");
        assertThat(made.kind()).isEqualTo(AccessRecord.Kind.ADMIN);
        assertThat(made.user()).isEqualTo("ann");
        assertThat(made.client()).isEqualTo("127.0.0.1");
        assertThat(made.method() + " " + made.path()).isEqualTo("POST /v1/cache/purge?note=now&access-token=***");
        assertThat(made.status()).isEqualTo(200);
        assertThat(made.requestId()).isEqualTo("my-call.1");
        assertThat(made.listener()).isEqualTo("admin");
        assertThat(made.outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(made.detail()).isEqualTo("{\"url\":\"http://***@shop.example/\",\"password\":\"***\"}");
    }

    @Test
    void putsRefusedChangesOnRecordToo() {
        post("/v1/cache/purge", "{}", WATCH);
        assertThat(record().status()).isEqualTo(403);
        assertThat(admin.records.poll().user()).isEqualTo("watch");

        post("/v1/cache/purge", "{}");
        assertThat(record().outcome()).isEqualTo(Outcome.AUTHENTICATION_REQUIRED);
        assertThat(admin.records.poll().user()).isEmpty();

        service.next(Answer.status("412 Precondition Failed", "{}", "Content-Type: application/problem+json"));
        admin.send("PUT", Requests.withBody("PUT", "/v1/policies", "rules: []", "Host: localhost", ANN));
        assertThat(record().status()).isEqualTo(412);
        assertThat(admin.records.poll().detail()).startsWith("9 bytes, sha256 ");
    }

    @Test
    void keepsNoRecordOfQuestions() {
        admin.get("/v1/whoami", ANN);
        post("/v1/cache/simulate", "{}", ANN);
        admin.send("PUT", Requests.withBody("PUT", "/v1/policies?dryRun=true", "rules: []", "Host: localhost", ANN));
        post("/v1/cache/purge", "{}", ANN);

        assertThat(record().path()).isEqualTo("/v1/cache/purge");
        assertThat(admin.records).hasSize(1);
    }

    @Test
    void findsTheRecordsOfChangesWhereAllRecordsLie() {
        admin.get("/v1/audit?since=1h&user=ann", ANN);

        assertThat(service.awaitRequest(1).target()).isEqualTo("/v1/logs?kind=admin&since=1h&user=ann");
        assertThat(admin.get("/v1/audit?kind=exchange", ANN).status()).isEqualTo(400);
    }

    @Test
    void limitsHowOftenACallerMayCall() throws Exception {
        try (AdminHarness slow = withRate(1)) {
            for (int i = 0; i < 3; i++) {
                assertThat(slow.get("/v1/whoami", ANN).status()).isEqualTo(200);
            }
            RawResponse refused = slow.get("/v1/whoami", ANN);

            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.field("Retry-After")).contains("1");
            assertThat(refused.field("RateLimit-Policy")).contains("\"admin\";q=3;w=3");
            assertThat(refused.field("RateLimit").orElse("")).startsWith("\"admin\";r=0;t=");
            assertThat(refused.field("Content-Type")).contains("application/problem+json");
            assertThat(slow.get("/v1/whoami", WATCH).status()).isEqualTo(200);
            assertThat(slow.get("/health/live").status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 1048577", "Transfer-Encoding: chunked"})
    void refusesABodyBeyondItsBound(String framing) {
        String body = framing.startsWith("Content") ? "" : "110000\r\n" + "x".repeat(0x110000) + "\r\n0\r\n\r\n";
        RawResponse answer =
                admin.send("PUT", Requests.head("PUT", "/v1/policies", "Host: localhost", ANN, framing) + body);

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.field("Content-Type")).contains("application/problem+json");
        assertThat(service.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "CONNECT", "PURGE", "PROPFIND", "X"})
    void takesNoOtherMethod(String method) {
        String target = method.equals("CONNECT") ? "localhost:9000" : "/v1/policies";
        RawResponse answer = admin.send(method, Requests.head(method, target, "Host: localhost", ANN));

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.field("Allow").orElse("")).startsWith("GET, HEAD, OPTIONS");
        assertThat(answer.field("Content-Type")).contains("application/problem+json");
        assertThat(service.requests()).isEmpty();
    }

    @Test
    void readsNoMethodFromAField() {
        admin.get("/v1/policies", WATCH, "X-HTTP-Method-Override: PUT", "X-Method-Override: PUT", "X-HTTP-Method: PUT");

        assertThat(service.awaitRequest(1).method()).isEqualTo("GET");
    }

    @Test
    void saysWhatAPathTakes() {
        RawResponse answer = admin.send("OPTIONS", Requests.head("OPTIONS", "/v1/whoami", "Host: localhost", ANN));

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.field("Allow")).contains("GET, HEAD, OPTIONS");
        assertThat(admin.send("OPTIONS", Requests.head("OPTIONS", "*", "Host: localhost"))
                        .status())
                .isEqualTo(204);
    }

    @Test
    void answersProblemsWhereTheParserGivesUp() {
        RawResponse line = admin.send("GET", "GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        RawResponse fields =
                admin.send("GET", "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(20_000) + "\r\n\r\n");
        RawResponse noise = admin.send("GET", "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n");

        assertThat(List.of(line.status(), fields.status(), noise.status())).containsExactly(414, 431, 400);
        for (RawResponse each : List.of(line, fields, noise)) {
            assertThat(each.field("Content-Type")).contains("application/problem+json");
            assertThat(new JsonObject(each.bodyText()).getInteger("status")).isEqualTo(each.status());
        }
    }

    private AccessRecord record() {
        Eventually.until("a record", () -> !admin.records.isEmpty());
        return admin.records.peek();
    }

    private RawResponse post(String target, String body, String... fields) {
        String[] all = new String[fields.length + 1];
        all[0] = "Host: localhost";
        System.arraycopy(fields, 0, all, 1, fields.length);
        return admin.send("POST", Requests.withBody("POST", target, body, all));
    }
}
