package io.sallyport.endtoend;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.testkit.Answer;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.ScriptedOrigin;
import io.sallyport.testkit.TestCertificate;
import io.sallyport.testkit.TrustAllTls;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Everything in one JVM, in use: what the client sees, what the origin sees, what the admin address says of it. */
@Timeout(120)
class StandaloneIT {
    private static final String ROUTES = """
            clusters:
              - name: shop
                endpoints: [%s, %s]
                health: {path: /health, interval: 200ms, rise: 1}
                info: {path: /version}
            routes:
              - name: shop
                cluster: shop
                versions: {by: {header: X-Version}, default: "1.5"}
                cache: {enabled: true}
            """;
    private static final String POLICIES = """
            lists: [{name: ads, file: ads.txt}]
            rules:
              - {name: no-ads, when: {list: ads}, then: block, reason: "an advertisement"}
            """;

    private static final String TLS = "  - {name: web-tls, mode: reverse, bind: \"127.0.0.1:0\","
            + " tls: {certificates: [{cert: \"%s\", key: \"%s\"}]}}\n";

    @TempDir
    private static Path folder;

    @AutoClose
    private static Shop old;

    @AutoClose
    private static Shop current;

    @AutoClose
    private static ScriptedOrigin outside;

    @AutoClose
    private static RunningSuite suite;

    private static AdminApi admin;

    @BeforeAll
    static void start() {
        old = Shop.start("1.1");
        current = Shop.start("1.5");
        outside = ScriptedOrigin.start("from outside");
        TestCertificate certificate = TestCertificate.in(folder, "localhost");
        suite = RunningSuite.up(ConfigFolder.in(folder)
                .edit(
                        "sallyport.yaml",
                        "listeners:\n",
                        "listeners:\n" + TLS.formatted(certificate.certificate(), certificate.key()))
                .with("routes.yaml", ROUTES.formatted(old.endpoint(), current.endpoint()))
                .with("policies.yaml", POLICIES + ConfigFolder.loopbackOpen(outside.port()))
                .with("ads.txt", "0.0.0.0 ads.test\n"));
        admin = suite.admin();
        Eventually.until(
                "versions known",
                Duration.ofSeconds(30),
                () -> versions().equals(List.of("1.1", "1.5")) && isServed("1.1") && isServed("1.5"));
    }

    private static boolean isServed(String version) {
        try (RawClient client = suite.client("web")) {
            return client.get("/warm-up", "X-Version: " + version).status() == 200;
        }
    }

    @AfterAll
    static void stop() {
        if (suite != null) {
            suite.stop();
        }
    }

    private static List<String> versions() {
        return servers().stream()
                .map(server -> server.getString("version"))
                .sorted()
                .toList();
    }

    private static List<JsonObject> servers() {
        return AdminApi.objects(admin.json("/v1/servers?cluster=shop"), "servers");
    }

    @Test
    void carriesARequestToAServerOfTheDefaultVersion() {
        try (RawClient client = suite.client("web")) {
            RawResponse answer = client.get("/plain", "Host: shop.test");

            answer.assertClean();
            assertThat(answer.bodyText()).isEqualTo("shop 1.5");
            assertThat(answer.field("server")).isEmpty();
        }
        assertThat(current.requests("/plain")).hasSize(1);
        assertThat(admin.awaitRecord(1, "path=/plain").getMap())
                .containsEntry("kind", "exchange")
                .containsEntry("direction", "reverse")
                .containsEntry("listener", "web")
                .containsEntry("method", "GET")
                .containsEntry("authority", "shop.test")
                .containsEntry("status", 200)
                .containsEntry("outcome", "forwarded")
                .containsEntry("rule", "default")
                .containsEntry("route", "shop")
                .containsEntry("cluster", "shop")
                .containsEntry("endpoint", "http://" + current.origin().authority())
                .containsEntry("version", "1.5")
                .containsEntry("client", "127.0.0.1")
                .containsEntry("bytesOut", "shop 1.5".length());
    }

    @Test
    void pinsAVersionByField() {
        try (RawClient client = suite.client("web")) {
            assertThat(client.get("/pinned", "X-Version: 1.1").bodyText()).isEqualTo("shop 1.1");
            assertThat(client.get("/pinned", "X-Version: 1.5").bodyText()).isEqualTo("shop 1.5");
            assertThat(client.get("/pinned", "X-Version: 9.9").status()).isEqualTo(404);
        }
        assertThat(old.requests("/pinned")).hasSize(1);
        assertThat(current.requests("/pinned")).hasSize(1);
        admin.awaitRecord(3, "path=/pinned");
        assertThat(admin.records("path=/pinned and version=1.1")).hasSize(1);
        assertThat(admin.records("path=/pinned and outcome=sp_no_such_version")).hasSize(1);
    }

    @Test
    void answersTheSecondRequestFromTheCache() {
        current.origin().on("/kept", Answer.text("kept", "Cache-Control: max-age=600"));
        try (RawClient first = suite.client("web");
                RawClient second = suite.client("web")) {
            RawResponse miss = first.get("/kept");
            RawResponse hit = second.get("/kept");

            assertThat(miss.field("cache-status")).contains("Sallyport; fwd=uri-miss; stored");
            assertThat(hit.bodyText()).isEqualTo("kept");
            assertThat(hit.field("cache-status").orElseThrow()).startsWith("Sallyport; hit");
        }
        assertThat(current.requests("/kept")).hasSize(1);
        JsonObject hit = admin.awaitRecord(2, "path=/kept");
        assertThat(hit.getString("outcome")).isEqualTo("cache_hit");
        assertThat(hit.getString("cache")).startsWith("hit");
    }

    @Test
    void carriesARequestToTheServerThatTheClientNames() {
        outside.on("/forward", Answer.echoHead());
        try (RawClient client = suite.client("egress")) {
            RawResponse answer = client.get(
                    outside.url("/forward"),
                    "Host: " + outside.authority(),
                    "X-Forwarded-For: 10.9.8.7",
                    "Proxy-Authorization: Basic eDp5");

            answer.assertClean();
            assertThat(answer.bodyText())
                    .startsWith("GET /forward HTTP/1.1\r\n")
                    .doesNotContainIgnoringCase("forwarded", "10.9.8.7", "proxy-", "127.0.0.1\r\n");
        }
        assertThat(admin.awaitRecord(1, "path=/forward").getMap())
                .containsEntry("direction", "forward")
                .containsEntry("listener", "egress")
                .containsEntry("authority", outside.authority())
                .containsEntry("rule", "loopback")
                .containsEntry("status", 200);
        outside.assertClean();
    }

    @Test
    void carriesATunnel() {
        try (RawClient client = suite.client("egress")) {
            assertThat(client.openTunnel(outside.authority()).status()).isEqualTo(200);
            assertThat(client.get("/through", "Host: inside.test").bodyText()).isEqualTo("from outside");
        }
        JsonObject tunnel = admin.awaitRecord(1, "kind=tunnel and authority=\"" + outside.authority() + "\"");
        assertThat(tunnel.getMap())
                .containsEntry("method", "CONNECT")
                .containsEntry("direction", "forward")
                .containsEntry("outcome", "tunnel_closed")
                .containsEntry("rule", "loopback");
        assertThat(tunnel.getLong("bytesOut")).isGreaterThan("from outside".length());
    }

    @Test
    void answersABlockedSiteWithNotFoundAndTheRulesName() {
        try (RawClient client = suite.client("egress")) {
            RawResponse plain = client.get("http://www.ads.test/banner", "Host: www.ads.test");
            RawResponse tunnel = client.openTunnel("ads.test:443");

            assertThat(plain.status()).isEqualTo(404);
            assertThat(plain.field("content-type")).contains("application/problem+json");
            assertThat(new JsonObject(plain.bodyText()).getString("rule")).isEqualTo("no-ads");
            assertThat(tunnel.status()).isEqualTo(404);
        }
        admin.awaitRecord(2, "rule=no-ads");
        assertThat(admin.records("rule=no-ads and status=404 and outcome=http_request_denied"))
                .extracting(record -> record.getString("authority"))
                .containsExactly("www.ads.test", "ads.test:443");
    }

    @Test
    void tellsVersionAndHealthOfEveryServer() {
        assertThat(servers()).hasSize(2).allSatisfy(server -> {
            assertThat(server.getBoolean("configured")).isTrue();
            assertThat(server.getJsonObject("health").getString("state")).isEqualTo("healthy");
        });
        JsonObject one = admin.json("/v1/servers/shop@" + old.origin().authority());
        assertThat(one.getString("version")).isEqualTo("1.1");
    }

    @Test
    void saysHowTheSuiteIs() {
        // What a service says of itself is up to two seconds old.
        Eventually.that(
                Duration.ofSeconds(20),
                () -> assertThat(AdminApi.objects(admin.json("/v1/status"), "services"))
                        .hasSize(5)
                        .allSatisfy(service ->
                                assertThat(service.getJsonArray("problems")).isEmpty()));
        JsonObject status = admin.json("/v1/status");
        assertThat(status.getJsonArray("missing")).isEmpty();
        assertThat(status.getJsonObject("store").getString("kind")).isEqualTo("memory");
        assertThat(admin.get("/health/ready").status()).isEqualTo(200);
        assertThat(admin.get("/health/live").status()).isEqualTo(200);
        assertThat(admin.metric("sallyport_records_dropped_total")).isZero();
        assertThat(admin.metric("sallyport_client_connections")).isNotNegative();
    }

    @Test
    void warnsOfNothing() {
        assertThat(suite.process().output().all()).noneMatch(line -> line.matches(".* (WARN|ERROR) .*"));
    }

    /** CVE-2011-1473: new handshakes on one connection cost a server more than its client. */
    @Test
    void refusesANewHandshakeOnAConnectionOfTls12() throws IOException {
        try (SSLSocket socket =
                (SSLSocket) TrustAllTls.context().getSocketFactory().createSocket("127.0.0.1", suite.port("web-tls"))) {
            socket.setSoTimeout(20_000);
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            socket.startHandshake();
            socket.getOutputStream().write("GET /version HTTP/1.1\r\nHost: t\r\n\r\n".getBytes(US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo('H');

            assertThatThrownBy(() -> {
                        socket.startHandshake();
                        socket.getInputStream().readAllBytes();
                    })
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("handshake_failure");
        }
        try (RawClient client = suite.client("web")) {
            assertThat(client.get("/version").status()).isEqualTo(200);
        }
    }
}
