package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.ScriptedOrigin;
import io.sallyport.testkit.TestCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether the name in a tunnel's TLS handshake is the one that the tunnel was opened for. */
@ExtendWith(LeakWatch.class)
class TunnelNameTest {
    private ScriptedOrigin origin;

    @BeforeEach
    void start(@TempDir Path folder) {
        origin = ScriptedOrigin.startTls(TestCertificate.in(folder, "localhost"), Answer.text("secret"));
    }

    @AfterEach
    void stop() {
        origin.close();
    }

    private EdgeHarness edge(String sni) {
        return EdgeSetup.edge()
                .policies("rules: [{name: no-name, when: {site: [hidden.test]}, then: {block: true}},"
                        + " {name: open, then: {allow: {targets: [127.0.0.0/8, '::1/128'], ports: [" + origin.port()
                        + "]}}}]\n")
                .suite("tunnels: {sni: " + sni + "}")
                .nativeTransport()
                .start();
    }

    private RawClient through(EdgeHarness edge, String host) {
        RawClient client = edge.forward();
        assertThat(client.openTunnel(host + ":" + origin.port()).status()).isEqualTo(200);
        return client;
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "report", "enforce"})
    void letsTheTunnelsOwnNamePass(String sni) {
        try (EdgeHarness edge = edge(sni)) {
            try (RawClient client = through(edge, "localhost")) {
                assertThat(client.startTls("LocalHost").get("/").bodyText()).isEqualTo("secret");
            }
            AccessRecord logged = edge.awaitRecord(1);
            assertThat(logged.rule()).isEqualTo("open");
            assertThat(logged.reported()).isEmpty();
        }
    }

    @Test
    void endsATunnelForAnotherNameBeforeAByteReachesTheOrigin() {
        try (EdgeHarness edge = edge("enforce")) {
            try (RawClient client = through(edge, "localhost")) {
                assertThatThrownBy(() -> client.startTls("other.test")).isInstanceOf(UncheckedIOException.class);
            }
            AccessRecord logged = edge.awaitRecord(1);
            assertThat(logged.outcome()).isEqualTo(Outcome.NAME_MISMATCH);
            assertThat(logged.rule()).isEqualTo("sni");
            assertThat(logged.bytesOut()).isZero();
            assertThat(origin.requests()).isEmpty();
        }
    }

    @Test
    void notesAnotherNameAndLetsItPass() {
        try (EdgeHarness edge = edge("report")) {
            try (RawClient client = through(edge, "localhost")) {
                assertThat(client.startTls("other.test").get("/").bodyText()).isEqualTo("secret");
            }
            AccessRecord logged = edge.awaitRecord(1);
            assertThat(logged.outcome()).isEqualTo(Outcome.TUNNEL_CLOSED);
            assertThat(logged.reported()).isEqualTo("sni");
        }
    }

    @Test
    void anAddressIsNoWayRoundARuleAboutAName() {
        try (EdgeHarness edge = edge("enforce")) {
            try (RawClient client = through(edge, "127.0.0.1")) {
                assertThatThrownBy(() -> client.startTls("hidden.test")).isInstanceOf(UncheckedIOException.class);
            }
            AccessRecord logged = edge.awaitRecord(1);
            assertThat(logged.outcome()).isEqualTo(Outcome.RULE_BLOCKED);
            assertThat(logged.rule()).isEqualTo("no-name");
            assertThat(origin.requests()).isEmpty();
            try (RawClient client = through(edge, "127.0.0.1")) {
                assertThat(client.startTls("known.test").get("/").bodyText()).isEqualTo("secret");
            }
        }
    }

    @Test
    void anAddressIsNoWayRoundTheExitOfAName() {
        String policy = "exits: [{name: vpn, via: ['socks5://127.0.0.1:1']}]\n"
                + "rules: [{name: out, when: {site: [hidden.test]}, then: {allow: {exit: vpn, ports: [" + origin.port()
                + "]}}}, {name: open, then: {allow: {targets: [127.0.0.0/8], ports: [" + origin.port() + "]}}}]\n";
        try (EdgeHarness edge = EdgeSetup.edge()
                .policies(policy)
                .suite("tunnels: {sni: enforce}")
                .nativeTransport()
                .start()) {
            try (RawClient client = through(edge, "127.0.0.1")) {
                assertThatThrownBy(() -> client.startTls("hidden.test")).isInstanceOf(UncheckedIOException.class);
            }
            AccessRecord logged = edge.awaitRecord(1);
            assertThat(logged.outcome()).isEqualTo(Outcome.RULE_BLOCKED);
            assertThat(logged.rule()).isEqualTo("out");
            assertThat(origin.requests()).isEmpty();
        }
    }

    @Test
    void anAlertBeforeTheHandshakeHidesNothing() throws IOException {
        try (TunnelPair.Door door = TunnelPair.Door.open();
                EdgeHarness edge = EdgeSetup.forwardToLoopback(door.port())
                        .suite("tunnels: {sni: enforce}")
                        .start();
                TunnelPair pair = door.tunnel(edge.forward())) {
            pair.client().send("\u0015\u0003\u0001\u0000\u0002\u0001\u0000\u0016\u0003\u0001");
            assertThat(pair.originReads()).isEmpty();
            assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.NAME_MISMATCH);
        }
    }

    @Test
    void whatIsNotTlsPassesAndServersMaySpeakFirst() throws IOException {
        try (TunnelPair.Door door = TunnelPair.Door.open();
                EdgeHarness edge = EdgeSetup.forwardToLoopback(door.port())
                        .suite("tunnels: {sni: enforce}")
                        .start();
                TunnelPair pair = door.tunnel(edge.forward())) {
            pair.originSends("SSH-2.0-origin\r\n");
            assertThat(new String(pair.client().read(16))).isEqualTo("SSH-2.0-origin\r\n");
            pair.client().send("SSH-2.0-client\r\n").halfClose();
            assertThat(pair.originReads()).isEqualTo("SSH-2.0-client\r\n");
        }
    }

    @Test
    void aHandshakeThatBreaksOffReachesNobody() throws IOException {
        try (TunnelPair.Door door = TunnelPair.Door.open();
                EdgeHarness edge = EdgeSetup.forwardToLoopback(door.port())
                        .suite("tunnels: {sni: enforce}")
                        .start();
                TunnelPair pair = door.tunnel(edge.forward())) {
            pair.client().send("\u0016\u0003\u0001\u0001\u0000\u0001").halfClose();
            assertThat(pair.originReads()).isEmpty();
            assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.NAME_MISMATCH);
        }
    }
}
