package io.sallyport.edge;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.settings.LimitsConfig;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawRequest;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.ScriptedOrigin;
import io.sallyport.testkit.TestCertificate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Proxies in front of us: whom they may name, in fields and in the PROXY protocol. */
class FrontProxyTest {
    private static final String TRUSTED = "trust: [127.0.0.0/8, 10.0.0.0/8]";
    private static final String BLOCK_192 = "rules: [{name: no-192, when: {client: 192.0.2.0/24}, then: block}]\n";

    @TempDir
    private Path folder;

    private ScriptedOrigin origin;

    @BeforeEach
    void start() {
        origin = ScriptedOrigin.start(Answer.text("hello", "Strict-Transport-Security: max-age=1"));
    }

    @AfterEach
    void stop() {
        origin.close();
    }

    private EdgeHarness edge(String more, String policies) {
        return edge(more, policies, LimitsConfig.defaults());
    }

    private EdgeHarness edge(String more, String policies, LimitsConfig limits) {
        return EdgeSetup.reverseTo(origin)
                .limits(limits)
                .policies(policies)
                .listeners(folder, "listeners: [{name: web, mode: reverse, bind: 127.0.0.1:0, " + more + "}]\n")
                .start();
    }

    @Test
    void believesATrustedProxy() {
        try (EdgeHarness edge = edge(TRUSTED, "");
                RawClient client = edge.reverse()) {
            client.get(
                    "/",
                    "Host: t",
                    "X-Forwarded-For: 6.6.6.6, 203.0.113.9, 10.0.0.7",
                    "X-Forwarded-Proto: https",
                    "Forwarded: for=192.0.2.66");

            RawRequest seen = origin.awaitRequest(1);
            assertThat(seen.values("x-forwarded-for")).containsExactly("203.0.113.9, 10.0.0.7, 127.0.0.1");
            assertThat(seen.values("x-forwarded-proto")).containsExactly("https");
            assertThat(seen.field("forwarded")).isEmpty();
            assertThat(edge.awaitRecord(1).client()).isEqualTo("203.0.113.9");
            assertThat(edge.awaitRecord(1).scheme()).isEqualTo("https");
        }
    }

    @Test
    void decidesByTheClientThatIsNamed() {
        try (EdgeHarness edge = edge(TRUSTED, BLOCK_192);
                RawClient client = edge.reverse()) {
            assertThat(client.get("/", "Host: t", "X-Forwarded-For: 192.0.2.7").status())
                    .isEqualTo(404);
            assertThat(client.get("/", "Host: t", "X-Forwarded-For: 192.0.2.7, 203.0.113.9")
                            .status())
                    .isEqualTo(200);
            assertThat(client.get("/", "Host: t").status()).isEqualTo(200);
            assertThat(edge.awaitRecord(3).client()).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void readsTheStandardFieldWhereItIsChosen() {
        try (EdgeHarness edge = edge(TRUSTED + ", trustHeader: forwarded", "");
                RawClient client = edge.reverse()) {
            client.get(
                    "/", "Host: t", "X-Forwarded-For: 192.0.2.66", "Forwarded: for=\"[2001:db8::1]:4711\";proto=https");

            assertThat(origin.awaitRequest(1).field("x-forwarded-for")).hasValue("2001:db8::1, 127.0.0.1");
            assertThat(edge.awaitRecord(1).client()).isEqualTo("2001:db8::1");
        }
    }

    @Test
    void believesNobodyElse() {
        try (EdgeHarness edge = edge("trust: [10.0.0.0/8]", BLOCK_192);
                RawClient client = edge.reverse()) {
            assertThat(client.get("/", "Host: t", "X-Forwarded-For: 192.0.2.7", "X-Forwarded-Proto: https")
                            .status())
                    .isEqualTo(200);

            assertThat(origin.awaitRequest(1).values("x-forwarded-for")).containsExactly("127.0.0.1");
            assertThat(origin.awaitRequest(1).values("x-forwarded-proto")).containsExactly("http");
            assertThat(edge.awaitRecord(1).client()).isEqualTo("127.0.0.1");
        }
    }

    @Test
    void takesTheClientFromAProxyProtocolHeader() {
        try (EdgeHarness edge = edge(TRUSTED + ", proxyProtocol: true", BLOCK_192)) {
            String one = "PROXY TCP4 203.0.113.9 198.51.100.1 4711 80\r\nGET / HTTP/1.1\r\nHost: t\r\n\r\n";
            try (RawClient client = edge.reverse()) {
                assertThat(client.send(one).readResponse().status()).isEqualTo(200);
            }
            try (RawClient client = edge.reverse()) {
                assertThat(client.send(one.replace("203.0.113.9", "192.0.2.7"))
                                .readResponse()
                                .status())
                        .isEqualTo(404);
            }
            try (RawClient client = edge.reverse()) {
                byte[] two = HexFormat.of()
                        .parseHex("0d0a0d0a000d0a515549540a" + "2111000c" + "cb007109" + "c6336401" + "12670050");
                String request = new String(two, ISO_8859_1) + "GET /two HTTP/1.1\r\nHost: t\r\n\r\n";
                assertThat(client.send(request.getBytes(ISO_8859_1))
                                .readResponse()
                                .status())
                        .isEqualTo(200);
            }
            edge.awaitRecord(3);
            assertThat(edge.records().stream().map(AccessRecord::client))
                    .containsExactlyInAnyOrder("203.0.113.9", "192.0.2.7", "203.0.113.9");
            assertThat(origin.awaitRequest(2).field("x-forwarded-for")).hasValue("203.0.113.9");
        }
    }

    @Test
    void closesAConnectionWithoutAHeaderOrFromElsewhere() {
        LimitsConfig hasty = new LimitsConfig(null, null, null, Duration.ofMillis(300), null, null);
        try (EdgeHarness edge = edge(TRUSTED + ", proxyProtocol: true", "", hasty)) {
            try (RawClient client = edge.reverse()) {
                client.send("GET / HTTP/1.1\r\nHost: t\r\n\r\n");
                assertThat(client.isClosedByPeer()).isTrue();
            }
            try (RawClient silent = edge.reverse()) {
                assertThat(silent.isClosedByPeer()).isTrue();
            }
        }
        try (EdgeHarness edge = edge("trust: [10.0.0.0/8], proxyProtocol: true", "");
                RawClient client = edge.reverse()) {
            client.send("PROXY TCP4 10.0.0.1 198.51.100.1 4711 80\r\nGET / HTTP/1.1\r\nHost: t\r\n\r\n");
            assertThat(client.isClosedByPeer()).isTrue();
        }
        assertThat(origin.requests()).isEmpty();
    }

    @Test
    void sendsClearTextOnToHttps() {
        try (EdgeHarness edge = edge("redirect: https, redirectPort: 8443, " + TRUSTED, "");
                RawClient client = edge.reverse()) {
            RawResponse moved = client.get("/a/b?c=%20d", "Host: Shop.Test:8080");
            assertThat(moved.status()).isEqualTo(308);
            assertThat(moved.field("location")).hasValue("https://shop.test:8443/a/b?c=%20d");
            assertThat(moved.field("strict-transport-security")).isEmpty();

            RawResponse challenge = client.get("/.well-known/acme-challenge/token", "Host: shop.test");
            assertThat(challenge.status()).isEqualTo(200);
            assertThat(challenge.field("strict-transport-security")).isEmpty();

            assertThat(client.get("/", "Host: shop.test", "X-Forwarded-For: 203.0.113.9", "X-Forwarded-Proto: https")
                            .status())
                    .isEqualTo(200);
        }
        assertThat(origin.requests()).hasSize(2);
    }

    @Test
    void tellsClientsOfTlsOnlyByTls() {
        TestCertificate.in(folder, "shop.test");
        String tls = "tls: {certificates: [{cert: shop.test.crt, key: shop.test.key}],"
                + " hsts: {maxAge: 400d, includeSubDomains: true, preload: true}}";
        try (EdgeHarness edge = edge("protocols: [h3, http/1.1], altSvc: 1h, " + tls, BLOCK_192);
                RawClient client = RawClient.connectTls(edge.port(EdgeHarness.REVERSE), "shop.test", "http/1.1")) {
            RawResponse answer = client.get("/", "Host: shop.test");

            assertThat(answer.values("strict-transport-security"))
                    .containsExactly("max-age=34560000; includeSubDomains; preload");
            assertThat(answer.values("alt-svc"))
                    .containsExactly("h3=\":" + edge.port(EdgeHarness.REVERSE) + "\"; ma=3600");
            RawResponse problem = client.get("/", "Host: shop.test", "Expect: miracles");
            assertThat(problem.status()).isEqualTo(417);
            assertThat(problem.field("alt-svc")).isPresent();
        }
    }
}
