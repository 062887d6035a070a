package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.access.CredentialAnswer;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.settings.LimitsConfig;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.FreePort;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.ScriptedOrigin;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LeakWatch.class)
class SocksTest {
    private static final String LISTENERS = """
            listeners:
              - {name: socks, mode: socks5, bind: "127.0.0.1:0"}
              - {name: mixed, mode: mixed, bind: "127.0.0.1:0", protocols: [http/1.1]}
            """;
    private static final String NO_LOGIN = "050100";
    private static final String SUCCEEDED = "05000001000000000000";
    private static final String REQUEST = "GET /in HTTP/1.1\r\nHost: inner\r\n\r\n";

    private ScriptedOrigin origin;
    private EdgeHarness edge;

    @BeforeEach
    void start() {
        origin = ScriptedOrigin.start(Answer.text("through"));
        edge = setup().start();
    }

    private EdgeSetup setup() {
        return EdgeSetup.forwardToLoopback(origin.port()).listeners(Path.of("."), LISTENERS);
    }

    @AfterEach
    void stop() {
        edge.close();
        origin.close();
    }

    @ParameterizedTest(name = "on a listener for {0}")
    @ValueSource(strings = {"socks", "mixed"})
    void opensATunnelAndIsOneRecord(String listener) {
        try (RawClient client = client(listener)) {
            assertThat(say(client, NO_LOGIN, 2)).isEqualTo("0500");
            assertThat(say(client, connect("01" + hex(127, 0, 0, 1)), 10)).isEqualTo(SUCCEEDED);
            assertThat(client.send(REQUEST).readResponse().bodyText()).isEqualTo("through");
        }
        AccessRecord logged = edge.awaitRecord(1);
        assertThat(logged.kind()).isEqualTo(AccessRecord.Kind.TUNNEL);
        assertThat(logged.protocol()).isEqualTo("socks5");
        assertThat(logged.listener()).isEqualTo(listener);
        assertThat(logged.method()).isEqualTo("CONNECT");
        assertThat(logged.authority()).isEqualTo(origin.authority());
        assertThat(logged.status()).isEqualTo(200);
        assertThat(logged.outcome()).isEqualTo(Outcome.TUNNEL_CLOSED);
        assertThat(logged.rule()).isEqualTo("open");
        assertThat(logged.bytesIn()).isEqualTo(REQUEST.length());
        origin.awaitNoConnection();
        assertThat(edge.records()).hasSize(1);
    }

    @Test
    void resolvesNamesItself() {
        try (RawClient client = client("socks")) {
            say(client, NO_LOGIN, 2);
            assertThat(say(client, connect("03" + "09" + text("localhost")), 10))
                    .isEqualTo(SUCCEEDED);
            assertThat(client.send(REQUEST).readResponse().bodyText()).isEqualTo("through");
        }
        assertThat(edge.awaitRecord(1).authority()).isEqualTo("localhost:" + origin.port());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"socks4, 7f000001, ''", "socks4a, 00000001, 6c6f63616c686f737400"})
    void servesTheOlderProtocol(String protocol, String address, String name) {
        try (RawClient client = client("socks")) {
            String request = "0401" + port(origin.port()) + address + text("ann") + "00" + name;
            assertThat(say(client, request, 8)).isEqualTo("005a000000000000");
            assertThat(client.send(REQUEST).readResponse().bodyText()).isEqualTo("through");
        }
        assertThat(edge.awaitRecord(1).protocol()).isEqualTo(protocol);
    }

    @Test
    void losesNoByteThatComesBeforeTheAnswer() {
        try (RawClient client = client("socks")) {
            String all = NO_LOGIN + connect("01" + hex(127, 0, 0, 1)) + text(REQUEST);
            assertThat(say(client, all, 12)).isEqualTo("0500" + SUCCEEDED);
            assertThat(client.readResponse().bodyText()).isEqualTo("through");
        }
        assertThat(origin.awaitRequest(1).target()).isEqualTo("/in");
    }

    @Test
    void readsAHandshakeThatComesByteByByte() {
        try (RawClient client = client("mixed")) {
            for (byte b : HexFormat.of().parseHex(NO_LOGIN + connect("01" + hex(127, 0, 0, 1)))) {
                client.send(new byte[] {b});
            }
            assertThat(HexFormat.of().formatHex(client.read(12))).isEqualTo("0500" + SUCCEEDED);
            assertThat(client.send(REQUEST).readResponse().bodyText()).isEqualTo("through");
        }
    }

    @Test
    void answersWithTheCodeThatSaysWhy() {
        int nobody = FreePort.pick();
        edge.policies("""
                rules:
                  - {name: no, when: {site: [blocked.test]}, then: block}
                  - {name: open, then: {allow: {targets: [127.0.0.0/8], ports: [%d]}}}
                """.formatted(nobody));
        edge.awaitPolicies();
        refused("no name", "01", Outcome.BAD_REQUEST, 1, "05010003" + "00" + "01bb");
        refused("blocked by a rule", "02", Outcome.RULE_BLOCKED, 2, name("blocked.test", 443));
        refused("port", "02", Outcome.PORT_FORBIDDEN, 3, name("site.test", 25));
        refused("address", "02", Outcome.TARGET_FORBIDDEN, 4, name("169.254.169.254", 443));
        refused("no such name", "04", Outcome.DNS_FAILED, 5, name("nowhere.invalid", 443));
        refused("nobody listens", "05", Outcome.CONNECT_REFUSED, 6, name("127.0.0.1", nobody));
        refused("bind", "07", Outcome.NOT_SERVED, 7, "050200017f000001" + port(nobody));
        refused("udp", "07", Outcome.NOT_SERVED, 8, "050300017f000001" + port(nobody));
        refused("address type", "08", Outcome.BAD_REQUEST, 9, "050100057f000001" + port(nobody));
        refused("numbers that look like an address", "01", Outcome.BAD_REQUEST, 10, name("0x7f.1", 443));
        assertThat(origin.connections()).isEmpty();
    }

    private void refused(String what, String code, Outcome outcome, int record, String request) {
        try (RawClient client = client("socks")) {
            say(client, NO_LOGIN, 2);
            assertThat(say(client, request, 10)).as(what).isEqualTo("05" + code + "0001000000000000");
            assertThat(client.isClosedByPeer()).as(what).isTrue();
        }
        assertThat(edge.awaitRecord(record).outcome()).as(what).isEqualTo(outcome);
        assertThat(edge.awaitRecord(record).protocol()).as(what).isEqualTo("socks5");
    }

    @Test
    void answersTheOlderProtocolInItsOwnWords() {
        edge.policies("default: block\n");
        edge.awaitPolicies();
        try (RawClient client = client("socks")) {
            assertThat(say(client, "0401" + port(443) + "01020304" + "00", 8)).isEqualTo("005b000000000000");
            assertThat(client.isClosedByPeer()).isTrue();
        }
        assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.RULE_BLOCKED);
        assertThat(edge.awaitRecord(1).protocol()).isEqualTo("socks4");
    }

    @Test
    void doesNoHarmWithBytesBehindARefusedRequest() {
        edge.policies("default: block\n");
        edge.awaitPolicies();
        try (RawClient client = client("mixed")) {
            String all = NO_LOGIN
                    + connect("01" + hex(127, 0, 0, 1))
                    + text("GET http://" + origin.authority() + "/ HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(say(client, all, 12)).isEqualTo("0500" + "05020001000000000000");
            assertThat(client.isClosedByPeer()).isTrue();
        }
        edge.awaitRecord(1);
        assertThat(origin.connections()).isEmpty();
        assertThat(edge.records()).hasSize(1);
    }

    @Test
    void takesNameAndPasswordThroughTheSameGate() {
        edge.judgeCredentials(check ->
                new String(Base64.getDecoder().decode(check.credential().value()), StandardCharsets.UTF_8)
                                .equals("ann:secret")
                        ? new CredentialAnswer(CredentialAnswer.Result.ACCEPTED, "ann", List.of("staff"), 60_000)
                        : CredentialAnswer.REJECTED);
        edge.policies("""
                rules:
                  - {name: staff, then: {require: {basic: {users: users.txt}}}}
                  - {name: open, when: {group: [staff]}, then: {allow: {targets: [127.0.0.0/8], ports: [%d]}}}
                """.formatted(origin.port()));
        edge.awaitPolicies();
        try (RawClient client = client("socks")) {
            assertThat(say(client, "05020002", 2)).isEqualTo("0502");
            assertThat(say(client, "01" + "03" + text("ann") + "06" + text("secret"), 2))
                    .isEqualTo("0100");
            assertThat(say(client, connect("01" + hex(127, 0, 0, 1)), 10)).isEqualTo(SUCCEEDED);
            assertThat(client.send(REQUEST).readResponse().bodyText()).isEqualTo("through");
        }
        assertThat(edge.awaitRecord(1).user()).isEqualTo("ann");
        try (RawClient client = client("socks")) {
            say(client, "05020002", 2);
            say(client, "01" + "03" + text("ann") + "05" + text("wrong"), 2);
            assertThat(say(client, connect("01" + hex(127, 0, 0, 1)), 10)).startsWith("0502");
        }
        assertThat(edge.awaitRecord(2).outcome()).isEqualTo(Outcome.AUTHENTICATION_REQUIRED);
        try (RawClient client = client("socks")) {
            assertThat(say(client, NO_LOGIN, 2)).isEqualTo("0500");
            assertThat(say(client, connect("01" + hex(127, 0, 0, 1)), 10)).startsWith("0502");
        }
        assertThat(edge.awaitRecord(3).outcome()).isEqualTo(Outcome.AUTHENTICATION_REQUIRED);
    }

    @Test
    void recordsAClientThatOffersNoWayToLogIn() {
        try (RawClient client = client("socks")) {
            assertThat(say(client, "050101", 2)).isEqualTo("05ff");
            assertThat(client.isClosedByPeer()).isTrue();
        }
        assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.AUTHENTICATION_REQUIRED);
        assertThat(edge.awaitRecord(1).protocol()).isEqualTo("socks5");
    }

    @Test
    void servesHttpOnAMixedListener() {
        try (RawClient client = client("mixed")) {
            assertThat(client.openTunnel(origin.authority()).status()).isEqualTo(200);
            assertThat(client.send(REQUEST).readResponse().bodyText()).isEqualTo("through");
        }
        assertThat(edge.awaitRecord(1).protocol()).isEqualTo("HTTP/1.1");
        try (RawClient client = client("mixed")) {
            assertThat(client.get("http://" + origin.authority() + "/plain").bodyText())
                    .isEqualTo("through");
            assertThat(client.get("http://" + origin.authority() + "/again").bodyText())
                    .isEqualTo("through");
        }
        assertThat(edge.awaitRecord(2).kind()).isEqualTo(AccessRecord.Kind.EXCHANGE);
    }

    @Test
    void tellsAnHttpClientThatItHasMistakenThePort() {
        try (RawClient client = client("socks")) {
            assertThat(client.get("http://" + origin.authority() + "/").status())
                    .isEqualTo(501);
        }
        assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.NOT_SERVED);
        assertThat(edge.awaitRecord(1).protocol()).isEqualTo("HTTP/1.1");
    }

    @Test
    void closesAHandshakeThatTakesTooLongAndOneTooMany() {
        edge.close();
        LimitsConfig tight = new LimitsConfig(null, 2, null, Duration.ofMillis(400), null, null);
        edge = setup().limits(tight).start();
        try (RawClient silent = client("mixed");
                RawClient slow = client("socks")) {
            say(slow, NO_LOGIN, 2);
            Eventually.that(() -> {
                try (RawClient third = client("socks")) {
                    assertThat(third.isClosedByPeer()).isTrue();
                }
            });
            assertThat(slow.isClosedByPeer()).isTrue();
            assertThat(silent.isClosedByPeer()).isTrue();
        }
        Eventually.that(() -> {
            try (RawClient client = client("socks")) {
                assertThat(say(client, NO_LOGIN, 2)).isEqualTo("0500");
            }
        });
    }

    private RawClient client(String listener) {
        return RawClient.connect(edge.port(listener));
    }

    /** A request for the origin's port. */
    private String connect(String address) {
        return "050100" + address + port(origin.port());
    }

    private static String name(String name, int port) {
        return "05010003" + "%02x".formatted(name.length()) + text(name) + port(port);
    }

    private static String say(RawClient client, String hex, int replyBytes) {
        client.send(HexFormat.of().parseHex(hex));
        return HexFormat.of().formatHex(client.read(replyBytes));
    }

    private static String port(int port) {
        return "%04x".formatted(port);
    }

    private static String text(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String hex(int... bytes) {
        StringBuilder hex = new StringBuilder();
        for (int b : bytes) {
            hex.append("%02x".formatted(b));
        }
        return hex.toString();
    }
}
