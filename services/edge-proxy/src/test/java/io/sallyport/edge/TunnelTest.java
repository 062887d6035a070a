package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.settings.LimitsConfig;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.FreePort;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.ScriptedOrigin;
import io.sallyport.testkit.TestCertificate;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LeakWatch.class)
class TunnelTest {
    private ScriptedOrigin origin;
    private EdgeHarness edge;

    @BeforeEach
    void start() {
        origin = ScriptedOrigin.start(Answer.text("through"));
        edge = EdgeSetup.forwardToLoopback(origin.port()).start();
    }

    @AfterEach
    void stop() {
        edge.close();
        origin.close();
    }

    @Test
    void countsAConnectionNoLongerThanItLasts() {
        LimitsConfig one = new LimitsConfig(null, 1, null, null, null, null);
        try (EdgeHarness small =
                EdgeSetup.forwardToLoopback(origin.port()).limits(one).start()) {
            for (int i = 1; i <= 3; i++) {
                Eventually.that(() -> {
                    try (RawClient client = small.forward()) {
                        assertThat(client.openTunnel(origin.authority()).status())
                                .isEqualTo(200);
                    }
                });
                assertThat(small.awaitRecord(i).outcome()).isEqualTo(Outcome.TUNNEL_CLOSED);
            }
        }
    }

    @Test
    void carriesBytesBothWaysAndIsOneRecord() {
        String request = "GET /in HTTP/1.1\r\nHost: inner\r\n\r\n";
        int answerBytes;
        try (RawClient client = edge.forward()) {
            assertThat(client.openTunnel(origin.authority()).status()).isEqualTo(200);
            RawResponse response = client.send(request).readResponse();
            assertThat(response.bodyText()).isEqualTo("through");
            answerBytes = response.head().length() + response.body().length;
        }
        AccessRecord logged = edge.awaitRecord(1);
        assertThat(logged.kind()).isEqualTo(AccessRecord.Kind.TUNNEL);
        assertThat(logged.outcome()).isEqualTo(Outcome.TUNNEL_CLOSED);
        assertThat(logged.status()).isEqualTo(200);
        assertThat(logged.authority()).isEqualTo(origin.authority());
        assertThat(logged.rule()).isEqualTo("open");
        assertThat(logged.bytesIn()).isEqualTo(request.length());
        assertThat(logged.bytesOut()).isEqualTo(answerBytes);
        origin.awaitNoConnection();
        assertThat(edge.records()).hasSize(1);
    }

    @Test
    void carriesTlsFromEndToEnd(@TempDir Path folder) {
        TestCertificate certificate = TestCertificate.in(folder, "inner.test");
        try (ScriptedOrigin secure = ScriptedOrigin.startTls(certificate, Answer.text("secret"))) {
            edge.policies(EdgeSetup.loopbackOpen(secure.port()));
            edge.awaitPolicies();
            try (RawClient client = edge.forward()) {
                assertThat(client.openTunnel(secure.authority()).status()).isEqualTo(200);
                RawClient inner = client.startTls("inner.test");
                assertThat(inner.get("/").bodyText()).isEqualTo("secret");
            }
        }
    }

    @Test
    void losesNoByteThatComesBeforeTheAnswer() {
        try (RawClient client = edge.forward()) {
            client.send("CONNECT " + origin.authority()
                    + " HTTP/1.1\r\nHost: x\r\n\r\nGET /early HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.readResponse("CONNECT").status()).isEqualTo(200);
            assertThat(client.readResponse().bodyText()).isEqualTo("through");
        }
        assertThat(origin.awaitRequest(1).target()).isEqualTo("/early");
    }

    @Test
    void refusesAPortThatNoRuleOpens() {
        edge.policies(EdgeSetup.loopbackOpen());
        edge.awaitPolicies();
        try (RawClient client = edge.forward()) {
            RawResponse response = client.openTunnel(origin.authority());
            assertThat(response.status()).isEqualTo(403);
            response.assertClean();
        }
        assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.PORT_FORBIDDEN);
        assertThat(origin.connections()).isEmpty();
    }

    @Test
    void refusesATargetThatIsNotHostAndPort() {
        for (String target : new String[] {"127.0.0.1", "127.0.0.1:", "127.0.0.1:0", ":443", "http://127.0.0.1:443/"}) {
            try (RawClient client = edge.forward()) {
                assertThat(client.openTunnel(target, "Host: x").status())
                        .as(target)
                        .isEqualTo(400);
            }
        }
    }

    @Test
    void answers502WhenNobodyListensThere() {
        int nobody = FreePort.pick();
        edge.policies(EdgeSetup.loopbackOpen(nobody));
        edge.awaitPolicies();
        try (RawClient client = edge.forward()) {
            RawResponse response = client.openTunnel("127.0.0.1:" + nobody);
            assertThat(response.status()).isEqualTo(502);
            assertThat(response.field("proxy-status")).contains("Sallyport; error=connection_refused");
        }
        assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.CONNECT_REFUSED);
    }

    @Test
    void doesNoHarmWithBytesBehindARefusedConnect() {
        edge.policies(EdgeSetup.loopbackOpen());
        edge.awaitPolicies();
        try (RawClient client = edge.forward()) {
            client.send("CONNECT " + origin.authority()
                    + " HTTP/1.1\r\nHost: x\r\n\r\n\u0016\u0003\u0001 not http\r\n\r\n");
            assertThat(client.readResponse().status()).isEqualTo(403);
            client.readToEnd();
        }
        assertThat(origin.connections()).isEmpty();
        try (RawClient client = edge.forward()) {
            assertThat(client.get(origin.url("/")).status()).isEqualTo(200);
        }
    }

    @Test
    void endsTheClientSideWhenTheOriginEnds() {
        origin.on("/bye", Answer.text("bye").thenClose());
        try (RawClient client = edge.forward()) {
            client.openTunnel(origin.authority());
            assertThat(client.get("/bye").bodyText()).isEqualTo("bye");
            assertThat(client.isClosedByPeer()).isTrue();
        }
    }

    @Test
    void deliversEverythingThatTheOriginSentBeforeItsEnd() {
        int size = 8 << 20;
        origin.on("/big", Answer.stream(size).thenClose());
        try (RawClient client = edge.forward()) {
            client.openTunnel(origin.authority());
            client.send("GET /big HTTP/1.1\r\nHost: x\r\n\r\n");
            RawResponse response = client.readResponse();
            assertThat(response.bodyLength()).isEqualTo(size);
            assertThat(client.isClosedByPeer()).isTrue();
        }
    }

    @Test
    void endsTheOriginSideWhenTheClientEnds() {
        openAndUse(edge).close();
        origin.awaitNoConnection();
        assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.TUNNEL_CLOSED);
    }

    @Test
    void endsTheOriginSideWhenTheClientResets() {
        openAndUse(edge).reset();
        origin.awaitNoConnection();
        edge.awaitRecord(1);
    }

    @Test
    void endsATunnelThatLiesIdle() {
        try (EdgeHarness impatient = EdgeSetup.forwardToLoopback(origin.port())
                        .suite("tunnels: {idle: 300ms}")
                        .start();
                RawClient client = openAndUse(impatient)) {
            assertThat(client.isClosedByPeer()).isTrue();
            assertThat(impatient.awaitRecord(1).outcome()).isEqualTo(Outcome.TUNNEL_IDLE);
        }
        origin.awaitNoConnection();
    }

    private RawClient openAndUse(EdgeHarness through) {
        RawClient client = through.forward();
        client.openTunnel(origin.authority());
        assertThat(client.get("/").status()).isEqualTo(200);
        return client;
    }
}
