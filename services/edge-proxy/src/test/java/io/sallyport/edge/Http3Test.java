package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.RawRequest;
import io.sallyport.testkit.ScriptedOrigin;
import io.sallyport.testkit.TestCertificate;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpVersion;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTP/3 in front, HTTP/1.1 behind. */
class Http3Test {
    private TestCertificate certificate;
    private ScriptedOrigin origin;
    private EdgeHarness edge;

    @BeforeEach
    void start(@TempDir Path folder) {
        certificate = TestCertificate.in(folder, "shop.test");
        origin = ScriptedOrigin.start(Answer.text("hello", "Alt-Svc: h3=\":1\"", "Connection: x-hop", "X-Hop: 1"))
                .on("/echo", Answer.echo());
        edge = EdgeSetup.reverseTo(origin).listeners(folder, """
                        listeners:
                          - name: web-tls
                            mode: reverse
                            bind: 127.0.0.1:0
                            protocols: [h3, h2, http/1.1]
                            tls: {certificates: [{cert: shop.test.crt, key: shop.test.key}]}
                        """).start();
    }

    @AfterEach
    void stop() {
        edge.close();
        origin.close();
    }

    private TlsClient client() {
        return TlsClient.of(edge.port(EdgeHarness.REVERSE_TLS), "shop.test", certificate);
    }

    @Test
    void answersAGet() {
        try (TlsClient client = client()) {
            TlsClient.Answer answer = client.get("/a?b", "X-Forwarded-For", "192.0.2.7");

            assertThat(answer.body()).hasToString("hello");
            assertThat(answer.head().version()).isEqualTo(HttpVersion.HTTP_3);
            assertThat(answer.head().headers().names()).doesNotContain("connection", "x-hop", "alt-svc");
        }
        RawRequest seen = origin.awaitRequest(1);
        assertThat(seen.target()).isEqualTo("/a?b");
        assertThat(seen.field("host")).hasValue("shop.test:" + edge.port(EdgeHarness.REVERSE_TLS));
        assertThat(seen.field("x-forwarded-for")).hasValue("127.0.0.1");
        assertThat(seen.field("x-forwarded-proto")).hasValue("https");
        assertThat(edge.awaitRecord(1).protocol()).isEqualTo("h3");
        assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.FORWARDED);
    }

    @Test
    void carriesBodiesBothWays() {
        Buffer body = Buffer.buffer("0123456789abcdef".repeat(64 * 1024));
        try (TlsClient client = client()) {
            assertThat(client.post("/echo", body).body().length()).isEqualTo(body.length());
        }
        assertThat(edge.awaitRecord(1).bytesIn()).isEqualTo(body.length());
        assertThat(edge.awaitRecord(1).bytesOut()).isEqualTo(body.length());
    }

    /** Each client is a connection of its own, and the kernel gives them to either loop. */
    @Test
    void servesManyConnectionsOnAllLoops() {
        for (int i = 0; i < 24; i++) {
            try (TlsClient client = client()) {
                assertThat(client.get("/").body()).hasToString("hello");
                assertThat(client.get("/again").body()).hasToString("hello");
            }
        }
        assertThat(edge.awaitRecord(48).outcome()).isEqualTo(Outcome.FORWARDED);
    }
}
