package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.log.AccessRecord.Kind;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.LeakWatch;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is told of tunnels that go on, and what ends them from outside. */
@ExtendWith(LeakWatch.class)
class TunnelCutTest {
    private TunnelPair.Door door;

    @BeforeEach
    void open() {
        door = TunnelPair.Door.open();
    }

    @AfterEach
    void close() {
        door.close();
    }

    private EdgeHarness edge(String suite) {
        return EdgeSetup.forwardToLoopback(door.port()).suite(suite).start();
    }

    private String forbidding() {
        return "rules: [{name: lunch-is-over, when: {site: [127.0.0.1]}, then: {block: true}}]\n";
    }

    @Test
    void recordsProgressUnderTheTunnelsRequestId() throws IOException {
        try (EdgeHarness edge = edge("tunnels: {progress: 200ms}");
                TunnelPair pair = door.tunnel(edge.forward())) {
            pair.client().send("12345");
            assertThat(new String(pair.origin().getInputStream().readNBytes(5))).isEqualTo("12345");
            AccessRecord first = edge.awaitRecord(1);
            AccessRecord second = edge.awaitRecord(2);
            pair.client().halfClose();
            pair.origin().close();
            Eventually.until(
                    "the last record", () -> edge.records().stream().anyMatch(each -> each.kind() == Kind.TUNNEL));
            AccessRecord last = edge.records().get(edge.records().size() - 1);
            assertThat(first.kind()).isEqualTo(Kind.PROGRESS);
            assertThat(first.outcome()).isEqualTo(Outcome.TUNNEL_OPEN);
            assertThat(second.bytesIn()).isEqualTo(5);
            assertThat(second.totalMicros()).isGreaterThan(first.totalMicros());
            assertThat(first.requestId()).isEqualTo(last.requestId()).isNotEmpty();
            assertThat(last.outcome()).isEqualTo(Outcome.TUNNEL_CLOSED);
            assertThat(last.bytesIn()).isEqualTo(5);
        }
    }

    @Test
    void endsOpenTunnelsThatANewPolicyForbids() throws IOException {
        try (EdgeHarness edge = edge("tunnels: {cut: true}");
                TunnelPair pair = door.tunnel(edge.forward())) {
            edge.policies(EdgeSetup.loopbackOpen(door.port()) + "default: allow\n");
            edge.awaitPolicies();
            pair.client().send("still");
            assertThat(new String(pair.origin().getInputStream().readNBytes(5))).isEqualTo("still");
            edge.policies(forbidding());
            assertThat(pair.client().isClosedByPeer()).isTrue();
            assertThat(pair.origin().getInputStream().read()).isNegative();
            AccessRecord logged = edge.awaitRecord(1);
            assertThat(logged.outcome()).isEqualTo(Outcome.TUNNEL_CUT);
            assertThat(logged.rule()).isEqualTo("lunch-is-over");
            assertThat(logged.status()).isEqualTo(200);
        }
    }

    @Test
    void endsThoseToAPortThatIsNoLongerOpen() throws IOException {
        try (EdgeHarness edge = edge("tunnels: {cut: true}");
                TunnelPair pair = door.tunnel(edge.forward())) {
            edge.policies(EdgeSetup.loopbackOpen());
            assertThat(pair.client().isClosedByPeer()).isTrue();
            assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.TUNNEL_CUT);
        }
    }

    @Test
    void endsThoseThatAreToLeaveByAnExitNow() throws IOException {
        try (EdgeHarness edge = edge("tunnels: {cut: true}");
                TunnelPair pair = door.tunnel(edge.forward())) {
            edge.policies("exits: [{name: vpn, via: ['socks5://127.0.0.1:1']}]\n"
                    + "rules: [{name: out, then: {allow: {exit: vpn, targets: [127.0.0.0/8], ports: [" + door.port()
                    + "]}}}]\n");
            assertThat(pair.client().isClosedByPeer()).isTrue();
            AccessRecord logged = edge.awaitRecord(1);
            assertThat(logged.outcome()).isEqualTo(Outcome.TUNNEL_CUT);
            assertThat(logged.rule()).isEqualTo("out");
        }
    }

    @Test
    void leavesThemOpenUnlessAsked() throws IOException {
        try (EdgeHarness edge = edge("");
                TunnelPair pair = door.tunnel(edge.forward())) {
            edge.policies(forbidding());
            edge.awaitPolicies();
            try (var later = edge.forward()) {
                assertThat(later.openTunnel(door.authority()).status()).isEqualTo(404);
            }
            pair.client().send("still");
            assertThat(new String(pair.origin().getInputStream().readNBytes(5))).isEqualTo("still");
        }
    }
}
