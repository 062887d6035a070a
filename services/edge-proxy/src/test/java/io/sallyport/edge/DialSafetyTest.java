package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.ScriptedOrigin;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Ways to talk a proxy into connecting to where only it can reach, tried over real sockets against a trap. */
@ExtendWith(LeakWatch.class)
class DialSafetyTest {
    private static final List<String> NOWHERE_TO_GO = List.of(
            "127.0.0.1",
            "127.9.9.9",
            "localhost",
            "localhost.",
            "LOCALHOST",
            "127.0.0.1.",
            "0.0.0.0",
            "[::1]",
            "[::]",
            "127.1",
            "2130706433",
            "0x7f000001",
            "0x7f.0.0.1",
            "0177.0.0.1",
            "017700000001",
            "127.0.0.1%2e",
            "%31%32%37.0.0.1",
            "[::ffff:127.0.0.1]",
            "[::ffff:7f00:1]",
            "[::127.0.0.1]",
            "[64:ff9b::7f00:1]",
            "[2002:7f00:1::]",
            "[::1%25lo]",
            "[::1%lo]",
            "[127.0.0.1]",
            "[localhost]",
            "127.0.0.1:80",
            "user@127.0.0.1",
            "example.org@127.0.0.1",
            "example.org\\@127.0.0.1",
            "169.254.169.254",
            "169.254.1.1",
            "[fd00:ec2::254]",
            "10.0.0.1",
            "172.16.0.1",
            "192.168.0.1",
            "100.64.0.1",
            "[fc00::1]",
            "[fe80::1]",
            "224.0.0.1",
            "255.255.255.255",
            "192.0.2.1",
            "198.18.0.1",
            "240.0.0.1");

    private ScriptedOrigin trap;
    private EdgeHarness edge;

    @BeforeEach
    void start() {
        trap = ScriptedOrigin.start("trapped");
        edge = EdgeSetup.edge()
                .policies("rules: [{name: ports, then: {allow: {ports: [" + trap.port() + "]}}}]\n")
                .start();
    }

    @AfterEach
    void stop() {
        edge.close();
        trap.close();
    }

    @Test
    void fetchesFromNoAddressThatIsNotPublic() {
        for (String host : NOWHERE_TO_GO) {
            try (RawClient client = edge.forward()) {
                RawResponse response = client.get("http://" + host + ":" + trap.port() + "/");
                assertThat(response.status()).as(host).isIn(400, 403);
            }
        }
        assertThat(trap.connections()).isEmpty();
    }

    @Test
    void opensATunnelToNoAddressThatIsNotPublic() {
        for (String host : NOWHERE_TO_GO) {
            try (RawClient client = edge.forward()) {
                RawResponse response = client.openTunnel(host + ":" + trap.port(), "Host: x");
                assertThat(response.status()).as(host).isIn(400, 403);
            }
        }
        assertThat(trap.connections()).isEmpty();
    }

    @Test
    void namesTheReasonToTheClientAndTheRecord() {
        try (RawClient client = edge.forward()) {
            RawResponse response = client.get(trap.url("/"));
            assertThat(response.status()).isEqualTo(403);
            assertThat(response.field("proxy-status")).contains("Sallyport; error=destination_ip_prohibited");
        }
        assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.TARGET_FORBIDDEN);
    }

    @Test
    void goesWhereARuleOpensTheWay() {
        edge.policies(EdgeSetup.loopbackOpen());
        edge.awaitPolicies();
        try (RawClient client = edge.forward()) {
            assertThat(client.get(trap.url("/")).status()).isEqualTo(200);
            assertThat(client.get("http://localhost:" + trap.port() + "/").status())
                    .isEqualTo(200);
            assertThat(client.get("http://10.0.0.1/").status()).isEqualTo(403);
        }
    }

    @Test
    void keepsTheCredentialsOfTheMachineEvenFromAWideRule() {
        edge.policies("rules: [{name: wide, then: {allow: {targets: [0.0.0.0/0, '::/0']}}}]\n");
        edge.awaitPolicies();
        try (RawClient client = edge.forward()) {
            assertThat(client.get(trap.url("/")).status()).isEqualTo(200);
            assertThat(client.get("http://169.254.169.254/latest/meta-data/").status())
                    .isEqualTo(403);
        }
    }
}
