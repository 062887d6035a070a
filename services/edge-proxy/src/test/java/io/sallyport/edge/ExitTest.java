package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that leave through other proxies, or not at all. */
@ExtendWith(LeakWatch.class)
class ExitTest {
    private static final String SITE = "site.exit.test";

    private ScriptedOrigin origin;
    private EdgeHarness edge;

    @BeforeEach
    void start() {
        origin = ScriptedOrigin.start("through");
        edge = EdgeSetup.edge().start();
    }

    @AfterEach
    void stop() {
        edge.close();
        origin.close();
    }

    private void exit(String ways) {
        edge.policies("exits: [{name: vpn, " + ways + ", check: {interval: 1h, timeout: 3s}}]\n"
                + "rules: [{name: out, then: {allow: {exit: vpn, ports: [443, 80]}}}]\n");
        edge.awaitPolicies();
    }

    private RawResponse tunnelled(RawClient client) {
        RawResponse opened = client.openTunnel(SITE + ":443");
        return opened.status() == 200
                ? client.send("GET /in HTTP/1.1\r\nHost: " + SITE + "\r\n\r\n").readResponse()
                : opened;
    }

    @Test
    void opensTunnelsThroughAnHttpProxyThatResolvesTheName() {
        try (ParentProxy parent = ParentProxy.start(origin.port());
                RawClient client = edge.forward()) {
            exit("via: ['http://" + parent.authority() + "']");

            assertThat(tunnelled(client).bodyText()).isEqualTo("through");
            client.close();

            AccessRecord logged = edge.awaitRecord(1);
            assertThat(parent.targets()).containsExactly(SITE + ":443");
            assertThat(logged.exit()).isEqualTo("vpn");
            assertThat(logged.rule()).isEqualTo("out");
            assertThat(logged.outcome()).isEqualTo(Outcome.TUNNEL_CLOSED);
            assertThat(logged.attempts()).isEqualTo(1);
        }
    }

    @Test
    void opensTunnelsThroughSocksWithNameAndPassword() {
        try (ParentProxy parent = ParentProxy.start(origin.port()).wants("anna:ge@heim");
                RawClient client = edge.forward()) {
            exit("via: ['socks5://anna:ge%40heim@" + parent.authority() + "']");

            assertThat(tunnelled(client).bodyText()).isEqualTo("through");
            assertThat(parent.targets()).containsExactly("name " + SITE + ":443");
        }
    }

    @Test
    void fetchesThroughAnHttpProxyByWholeUrlsAndKeepsTheConnection() {
        try (ParentProxy parent = ParentProxy.start(origin.port()).wants("anna:geheim");
                RawClient client = edge.forward()) {
            exit("via: ['http://anna:geheim@" + parent.authority() + "']");

            assertThat(client.get("http://" + SITE + "/one?a=b").bodyText()).isEqualTo("through");
            assertThat(client.get("http://" + SITE + "/two").bodyText()).isEqualTo("through");

            assertThat(parent.heads().get(0)).startsWith("GET http://" + SITE + "/one?a=b HTTP/1.1\r\n");
            assertThat(origin.awaitRequest(1).target()).isEqualTo("/one?a=b");
            assertThat(origin.connections()).hasSize(1);
            assertThat(edge.awaitRecord(2).exit()).isEqualTo("vpn");
        }
    }

    @Test
    void fetchesThroughSocksWithoutANameOrPasswordOfOurs() {
        try (ParentProxy parent = ParentProxy.start(origin.port());
                RawClient client = edge.forward()) {
            exit("via: ['socks5://" + parent.authority() + "']");

            assertThat(client.get("http://" + SITE + ":8080/x").bodyText()).isEqualTo("through");

            assertThat(parent.targets()).containsExactly("name " + SITE + ":8080");
            assertThat(origin.awaitRequest(1).target()).isEqualTo("/x");
            assertThat(origin.awaitRequest(1).head()).doesNotContainIgnoringCase("proxy-");
        }
    }

    @Test
    void speaksTlsToAProxyWhoseCertificateIsTrusted(@TempDir Path folder) {
        TestCertificate certificate = TestCertificate.in(folder, "localhost");
        edge.close();
        edge = EdgeSetup.edge().folder(folder).start();
        String ca = ", ca: " + folder.relativize(certificate.certificate());
        try (ParentProxy parent = ParentProxy.startTls(certificate, origin.port())) {
            exit("via: ['https://localhost:" + parent.port() + "']" + ca);
            try (RawClient client = edge.forward()) {
                assertThat(tunnelled(client).bodyText()).isEqualTo("through");
            }
            try (RawClient client = edge.forward()) {
                assertThat(client.get("http://" + SITE + "/x").bodyText()).isEqualTo("through");
            }
            exit("via: ['https://localhost:" + parent.port() + "']");
            try (RawClient client = edge.forward()) {
                assertThat(client.openTunnel(SITE + ":443").status()).isEqualTo(503);
            }
        }
    }

    @Test
    void walksAChainWithTlsInsideOfTls(@TempDir Path folder) {
        TestCertificate certificate = TestCertificate.in(folder, "localhost");
        edge.close();
        edge = EdgeSetup.edge().folder(folder).start();
        try (ParentProxy first = ParentProxy.startTls(certificate, 0);
                ParentProxy second = ParentProxy.startTls(certificate, origin.port())) {
            exit("via: ['https://localhost:" + first.port() + " > https://localhost:" + second.port() + "'], ca: "
                    + folder.relativize(certificate.certificate()));
            try (RawClient client = edge.forward()) {
                assertThat(tunnelled(client).bodyText()).isEqualTo("through");
            }
            try (RawClient client = edge.forward()) {
                assertThat(client.get("http://" + SITE + "/x").bodyText()).isEqualTo("through");
            }
            assertThat(first.targets()).containsOnly("localhost:" + second.port());
            assertThat(second.targets()).containsExactly(SITE + ":443", SITE);
            assertThat(second.heads().get(0)).doesNotContainIgnoringCase("via");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "403, CONNECT_REFUSED, 502", "502, CONNECT_REFUSED, 502", "504, CONNECT_TIMEOUT, 504",
        "407, EXIT_UNAVAILABLE, 503", "503, EXIT_UNAVAILABLE, 503", "508, LOOP_DETECTED, 508",
    })
    void saysWhatAnHttpProxySays(int status, Outcome outcome, int told) {
        try (ParentProxy parent = ParentProxy.start(origin.port()).answers("HTTP/1.1 " + status + " No\r\n\r\n");
                RawClient client = edge.forward()) {
            exit("via: ['http://" + parent.authority() + "']");

            RawResponse answer = client.openTunnel(SITE + ":443");

            assertThat(answer.status()).isEqualTo(told);
            assertThat(edge.awaitRecord(1).outcome()).isEqualTo(outcome);
            assertThat(origin.connections()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"1, EXIT_UNAVAILABLE", "2, CONNECT_REFUSED", "4, DNS_FAILED", "5, CONNECT_REFUSED", "6, CONNECT_TIMEOUT"
    })
    void saysWhatASocksProxySays(int code, Outcome outcome) {
        try (ParentProxy parent = ParentProxy.start(origin.port()).refuses(code);
                RawClient client = edge.forward()) {
            exit("via: ['socks5://" + parent.authority() + "']");

            client.openTunnel(SITE + ":443");

            assertThat(edge.awaitRecord(1).outcome()).isEqualTo(outcome);
        }
    }

    @Test
    void neverPassesOnThatAProxyWantsAPassword() {
        try (ParentProxy parent = ParentProxy.start(origin.port()).wants("anna:geheim");
                RawClient client = edge.forward()) {
            exit("via: ['http://" + parent.authority() + "']");

            RawResponse answer = client.get("http://" + SITE + "/");

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.field("proxy-authenticate")).isEmpty();
            assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.EXIT_UNAVAILABLE);
        }
    }

    @Test
    void takesAnotherWayWhenOneIsDown() {
        try (ParentProxy parent = ParentProxy.start(origin.port());
                FreePort nobody = FreePort.reserve()) {
            exit("via: ['http://127.0.0.1:" + nobody.release() + "', 'http://" + parent.authority()
                    + "'], sticky: site");
            for (int i = 0; i < 4; i++) {
                try (RawClient client = edge.forward()) {
                    assertThat(client.openTunnel("s" + i + ".test:443").status())
                            .isEqualTo(200);
                }
                try (RawClient client = edge.forward()) {
                    assertThat(client.get("http://s" + i + ".test/").status()).isEqualTo(200);
                }
            }
            assertThat(parent.targets()).hasSize(8);
        }
    }

    @Test
    void goesNowhereWhenEveryWayIsDown() {
        try (FreePort nobody = FreePort.reserve()) {
            exit("via: ['socks5://127.0.0.1:" + nobody.release() + "']");
            for (int i = 1; i <= 6; i += 2) {
                try (RawClient client = edge.forward()) {
                    RawResponse refused = client.openTunnel("localhost.test:443");
                    assertThat(refused.status()).isEqualTo(503);
                    assertThat(refused.field("proxy-status")).contains("Sallyport; error=sp_exit_unavailable");
                }
                try (RawClient client = edge.forward()) {
                    assertThat(client.get("http://localhost.test:" + origin.port() + "/")
                                    .status())
                            .isEqualTo(503);
                }
                assertThat(edge.awaitRecord(i + 1).outcome()).isEqualTo(Outcome.EXIT_UNAVAILABLE);
            }
            assertThat(origin.connections()).isEmpty();
        }
    }

    @Test
    void goesDirectlyWhereAnExitSaysSoAndRecordsIt() {
        try (FreePort nobody = FreePort.reserve()) {
            edge.policies("exits: [{name: vpn, via: ['http://127.0.0.1:" + nobody.release()
                    + "'], failClosed: false, check: {fall: 1}}]\n"
                    + "rules: [{name: out, then: {allow: {exit: vpn, targets: [127.0.0.0/8], ports: ["
                    + origin.port() + "]}}}]\n");
            edge.awaitPolicies();
            try (RawClient client = edge.forward()) {
                assertThat(client.openTunnel(origin.authority()).status()).isEqualTo(200);
            }
            assertThat(edge.awaitRecord(1).exit()).isEqualTo("vpn:direct");
            try (RawClient client = edge.forward()) {
                assertThat(client.get(origin.url("/")).status()).isEqualTo(200);
            }
            assertThat(edge.awaitRecord(2).exit()).isEqualTo("vpn:direct");
        }
    }

    @Test
    void leavesFromAnAddressOfThisMachine() {
        exit("source: ['127.0.0.3']");
        edge.policies("exits: [{name: home, source: ['127.0.0.3'], country: NL}]\n"
                + "rules: [{name: out, then: {allow: {exit: 'country:NL', targets: [127.0.0.0/8], ports: ["
                + origin.port() + "]}}}]\n");
        edge.awaitPolicies();
        try (RawClient client = edge.forward()) {
            assertThat(client.openTunnel(origin.authority()).status()).isEqualTo(200);
            assertThat(client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
                            .readResponse()
                            .status())
                    .isEqualTo(200);
        }
        try (RawClient client = edge.forward()) {
            assertThat(client.get(origin.url("/")).status()).isEqualTo(200);
        }
        assertThat(origin.connections())
                .hasSize(2)
                .allSatisfy(connection -> assertThat(connection.peer()).isEqualTo("127.0.0.3"));
        assertThat(edge.awaitRecord(2).exit()).isEqualTo("home");
    }

    @Test
    void leavesFromNoAddressThatIsNotOurs() {
        edge.policies("exits: [{name: home, source: ['203.0.113.9']}]\n"
                + "rules: [{name: out, then: {allow: {exit: home, targets: [127.0.0.0/8], ports: [" + origin.port()
                + "]}}}]\n");
        edge.awaitPolicies();
        try (RawClient client = edge.forward()) {
            assertThat(client.openTunnel(origin.authority()).status()).isEqualTo(503);
        }
        try (RawClient client = edge.forward()) {
            assertThat(client.get(origin.url("/")).status()).isEqualTo(503);
        }
        assertThat(origin.connections()).isEmpty();
    }

    @Test
    void asksNoProxyForAddressesThatWeWouldNotDial() {
        try (ParentProxy parent = ParentProxy.start(origin.port())) {
            exit("via: ['http://" + parent.authority() + "']");
            for (String host : new String[] {
                "127.0.0.1",
                "10.0.0.1",
                "169.254.169.254",
                "[::1]",
                "[64:ff9b::7f00:1]",
                "localhost",
                "a.localhost",
                "127.1",
                "2130706433",
                "0x7f000001",
                "0177.0.0.1"
            }) {
                try (RawClient client = edge.forward()) {
                    assertThat(client.openTunnel(host + ":443").status())
                            .as(host)
                            .isIn(400, 403);
                }
                try (RawClient client = edge.forward()) {
                    assertThat(client.get("http://" + host + "/").status())
                            .as(host)
                            .isIn(400, 403);
                }
            }
            assertThat(parent.targets()).isEmpty();
        }
    }

    @Test
    void aProbeTakesAWayOutAndBringsItBack() {
        FreePort port = FreePort.reserve();
        int number = port.release();
        edge.policies("exits: [{name: vpn, via: ['http://127.0.0.1:" + number
                + "'], check: {interval: 100ms, timeout: 100ms, fall: 2}}]\n"
                + "rules: [{name: out, then: {exit: vpn}}]\n");
        edge.awaitPolicies();
        Eventually.until(
                "a way that is left out", () -> edge.service().metrics().contains("sallyport_exit_ways_out 1"));
        try (ParentProxy parent = ParentProxy.startAt(number, origin.port())) {
            Eventually.until(
                    "a way that is back", () -> edge.service().metrics().contains("sallyport_exit_ways_out 0"));
            try (RawClient client = edge.forward()) {
                assertThat(tunnelled(client).bodyText()).isEqualTo("through");
            }
        }
    }

    @Test
    void tellsHowEachWayFaresWithoutItsPassword() {
        try (ParentProxy parent = ParentProxy.start(origin.port()).wants("anna:geheim");
                RawClient admin = RawClient.connect(edge.service().admin().port())) {
            exit("via: ['http://anna:geheim@" + parent.authority() + "', 'socks5://127.0.0.1:1'], sticky: site");
            for (int i = 0; i < 8; i++) {
                try (RawClient client = edge.forward()) {
                    assertThat(client.get("http://s" + i + ".test/").status()).isEqualTo(200);
                }
            }
            edge.awaitRecord(8);

            Eventually.that(() -> {
                String told = admin.get("/v1/exits", "Host: 127.0.0.1").bodyText();
                assertThat(told)
                        .contains("\"way\":\"http://" + parent.authority() + "\",\"healthy\":true")
                        .contains("\"way\":\"socks5://127.0.0.1:1\",\"healthy\":false")
                        .contains("socks5://127.0.0.1:1 cannot be connected to")
                        .contains("\"missing\":[]")
                        .doesNotContain("geheim")
                        .doesNotContain("anna");
            });
        }
    }
}
