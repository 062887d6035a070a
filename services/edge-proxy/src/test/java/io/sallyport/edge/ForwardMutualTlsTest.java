package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.log.AccessRecord.Kind;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.ScriptedOrigin;
import io.sallyport.testkit.TestCertificate;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PemKeyCertOptions;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A forward listener that knows its clients by their certificates, and rules for the names in them. */
@ExtendWith(LeakWatch.class)
class ForwardMutualTlsTest {
    @TempDir
    private Path folder;

    private TestCertificate server;
    private TestCertificate own;
    private ScriptedOrigin origin;
    private EdgeHarness edge;

    @BeforeEach
    void start() {
        server = TestCertificate.in(folder, "proxy.test");
        own = TestCertificate.in(folder, "ann.test");
        origin = ScriptedOrigin.start(Answer.text("hello"));
        edge = EdgeSetup.edge()
                .listeners(folder, """
                        listeners:
                          - name: egress
                            mode: forward
                            bind: 127.0.0.1:0
                            protocols: [http/1.1]
                            auth: mtls
                            tls:
                              certificates: [{cert: proxy.test.crt, key: proxy.test.key}]
                              clientAuth: {ca: ann.test.crt, mode: require}
                        """)
                .policies("rules:\n"
                        + "  - {name: not-there, when: {user: [ann.test], path: [/secret]}, then: block, status: 403}\n"
                        + "  - {name: ann, when: {user: [ann.test]}, then: {allow: {targets: [127.0.0.0/8], ports: ["
                        + origin.port() + "]}}}\n"
                        + "default: block\n")
                .start();
    }

    @AfterEach
    void stop() {
        edge.close();
        origin.close();
    }

    private TlsClient client() {
        PemKeyCertOptions files = new PemKeyCertOptions()
                .addCertPath(own.certificate().toString())
                .addKeyPath(own.key().toString());
        return new TlsClient(HttpVersion.HTTP_1_1, edge.port("egress"), "proxy.test", server, files);
    }

    @Test
    void decidesByTheNameInTheCertificate() {
        try (TlsClient client = client()) {
            assertThat(client.get(origin.url("/")).head().statusCode()).isEqualTo(200);
            assertThat(client.get(origin.url("/secret")).head().statusCode()).isEqualTo(403);
        }
        assertThat(edge.awaitRecord(1).user()).isEqualTo("ann.test");
        assertThat(edge.awaitRecord(1).rule()).isEqualTo("ann");
        assertThat(edge.awaitRecord(2).rule()).isEqualTo("not-there");
        assertThat(origin.requests()).hasSize(1);
    }

    @Test
    void opensTunnelsForTheSameUser() {
        try (TlsClient client = client()) {
            Buffer answer = TlsClient.await(client.request(HttpMethod.CONNECT, origin.authority())
                    .compose(request -> request.connect())
                    .compose(response -> {
                        assertThat(response.statusCode()).isEqualTo(200);
                        Buffer inside = Buffer.buffer();
                        Promise<Buffer> answered = Promise.promise();
                        response.netSocket().handler(piece -> {
                            if (inside.appendBuffer(piece).toString().endsWith("hello")) {
                                answered.tryComplete(inside);
                            }
                        });
                        response.netSocket().write("GET /in HTTP/1.1\r\nHost: x\r\n\r\n");
                        return answered.future();
                    }));
            assertThat(answer.toString()).contains("hello");
        }
        assertThat(edge.awaitRecord(1).user()).isEqualTo("ann.test");
        assertThat(edge.awaitRecord(1).kind()).isEqualTo(Kind.TUNNEL);
    }
}
