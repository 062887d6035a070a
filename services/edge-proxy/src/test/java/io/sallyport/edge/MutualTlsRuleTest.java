package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.access.CredentialAnswer;
import io.sallyport.contract.access.CredentialAnswer.Result;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.ScriptedOrigin;
import io.sallyport.testkit.TestCertificate;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PemKeyCertOptions;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rules that ask for a certificate or a login, on every version of HTTP. */
class MutualTlsRuleTest {
    @TempDir
    private Path folder;

    private TestCertificate server;
    private TestCertificate known;
    private ScriptedOrigin origin;

    @BeforeEach
    void certificates() {
        server = TestCertificate.in(folder, "shop.test");
        known = TestCertificate.in(folder, "client.test", "a.robots.test");
        origin = ScriptedOrigin.start(Answer.text("hello"));
    }

    @AfterEach
    void stop() {
        origin.close();
    }

    private EdgeHarness edge(String require) {
        return EdgeSetup.reverseTo(origin)
                .listeners(folder, """
                        listeners:
                          - name: web-tls
                            mode: reverse
                            bind: 127.0.0.1:0
                            protocols: [h3, h2, http/1.1]
                            tls:
                              certificates: [{cert: shop.test.crt, key: shop.test.key}]
                              clientAuth: {ca: client.test.crt, mode: request}
                        """)
                .policies("rules: [{name: robots, then: {require: {" + require + ", userHeader: X-User}}}]\n")
                .start();
    }

    private TlsClient client(EdgeHarness edge, HttpVersion version, TestCertificate own) {
        PemKeyCertOptions files = own == null
                ? null
                : new PemKeyCertOptions()
                        .addCertPath(own.certificate().toString())
                        .addKeyPath(own.key().toString());
        return new TlsClient(version, edge.port(EdgeHarness.REVERSE_TLS), "shop.test", server, files);
    }

    @ParameterizedTest
    @EnumSource(
            value = HttpVersion.class,
            names = {"HTTP_1_1", "HTTP_2", "HTTP_3"})
    void letsInWhoseCertificateTheRuleKnows(HttpVersion version) {
        try (EdgeHarness edge = edge("mtls: {allow: ['dns:*.robots.test']}")) {
            try (TlsClient client = client(edge, version, known)) {
                assertThat(client.get("/", "X-User", "root").head().statusCode())
                        .isEqualTo(200);
            }
            try (TlsClient client = client(edge, version, null)) {
                assertThat(client.get("/").head().statusCode()).isEqualTo(403);
            }
            assertThat(edge.awaitRecord(1).user()).isEqualTo("a.robots.test");
            assertThat(edge.awaitRecord(2).outcome()).isEqualTo(Outcome.ACCESS_DENIED);
            assertThat(edge.awaitRecord(2).rule()).isEqualTo("robots");
        }
        assertThat(origin.requests()).hasSize(1);
        assertThat(origin.awaitRequest(1).values("x-user")).containsExactly("a.robots.test");
    }

    @ParameterizedTest
    @EnumSource(
            value = HttpVersion.class,
            names = {"HTTP_1_1", "HTTP_2", "HTTP_3"})
    void refusesACertificateThatTheRuleDoesNotKnow(HttpVersion version) {
        try (EdgeHarness edge = edge("mtls: {allow: ['dns:robots.test', 'subject:CN=other']}")) {
            try (TlsClient client = client(edge, version, known)) {
                assertThat(client.get("/").head().statusCode()).isEqualTo(403);
            }
        }
        assertThat(origin.requests()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = HttpVersion.class,
            names = {"HTTP_1_1", "HTTP_2", "HTTP_3"})
    void asksForALoginAndTellsTheServerOddNamesSafely(HttpVersion version) {
        try (EdgeHarness edge = edge("basic: {users: users.txt}")) {
            edge.judgeCredentials(check -> check.credential().value().equals("good")
                    ? new CredentialAnswer(Result.ACCEPTED, "j\u00f6 1%\r\nX-Admin: 1", List.of(), 60_000)
                    : CredentialAnswer.REJECTED);
            try (TlsClient client = client(edge, version, null)) {
                assertThat(client.get("/").head().getHeader("www-authenticate")).startsWith("Basic realm=");
                assertThat(client.get("/", "Authorization", "Basic bad").head().statusCode())
                        .isEqualTo(401);
                assertThat(client.get("/", "Authorization", "Basic good").head().statusCode())
                        .isEqualTo(200);
                assertThat(client.get("/", "Authorization", "Basic good").body())
                        .hasToString("hello");
            }
            assertThat(edge.awaitRecord(3).outcome()).isEqualTo(Outcome.FORWARDED);
            assertThat(edge.awaitRecord(4).outcome()).isEqualTo(Outcome.FORWARDED);
        }
        assertThat(origin.awaitRequest(1).values("x-user")).containsExactly("j%C3%B6%201%25%0D%0AX-Admin:%201");
        assertThat(origin.awaitRequest(1).field("x-admin")).isEmpty();
    }
}
