package io.sallyport.standalone.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.HostPort;
import io.sallyport.testkit.FreePort;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.Requests;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing of the admin plane is reached from a listener of traffic, though the policy opens loopback to everybody. */
@Timeout(120)
class AdminUnreachableTest {
    private static final String POLICIES = """
            rules:
              - name: open
                when: {listener: [egress, socks]}
                then: {allow: {targets: [0.0.0.0/0, "::/0"], ports: [%d, %d]}}
            """;

    /** Stands in every answer of status, and in none of the demo's server. */
    private static final String MARK = "uptimeSeconds";

    @TempDir
    private static Path folder;

    private static RunningServices suite;

    @BeforeAll
    static void start() throws Exception {
        int port = FreePort.pick();
        suite = new RunningServices(
                folder, "127.0.0.1:" + port, ", rate: 10000", server -> POLICIES.formatted(port, server));
    }

    @AfterAll
    static void stop() throws Exception {
        suite.close();
    }

    static Stream<String> spellings() throws Exception {
        return Stream.of(
                "127.0.0.1",
                "localhost",
                "LOCALHOST.",
                "localhost.localdomain",
                "127.0.0.2",
                "127.1",
                "2130706433",
                "0x7f000001",
                "0177.0.0.1",
                "0.0.0.0",
                "0",
                "[::1]",
                "[::]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "[0:0:0:0:0:ffff:7f00:0001]",
                "[64:ff9b::7f00:1]",
                InetAddress.getLocalHost().getHostName(),
                InetAddress.getLocalHost().getHostAddress());
    }

    @Test
    void isThere() throws Exception {
        assertThat(suite.send("GET", "/v1/status", null).body()).contains(MARK);
    }

    /** Else nothing that follows would prove anything. */
    @Test
    void isNotHiddenByAPolicyThatRefusesEverything() {
        String authority = suite.server().toString();

        assertThat(ask(suite.egress(), "GET", "http://" + authority + "/version", authority)
                        .status())
                .isEqualTo(200);
        assertThat(ask(suite.egress(), "CONNECT", authority, authority).status())
                .isEqualTo(200);
        assertThat(socks("127.0.0.1", suite.server().port())).isZero();
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void isNotReachedThroughTheForwardProxy(String host) {
        for (HostPort own : List.of(suite.admin(), suite.api("policy-service"))) {
            String authority = host + ":" + own.port();
            RawResponse answer = ask(suite.egress(), "GET", "http://" + authority + "/v1/status", authority);

            assertThat(answer.status()).isGreaterThanOrEqualTo(400);
            assertThat(answer.bodyText()).doesNotContain(MARK, "nothing is served at this path");
        }
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void isNotReachedThroughATunnel(String host) {
        String authority = host + ":" + suite.admin().port();

        assertThat(ask(suite.egress(), "CONNECT", authority, authority).status())
                .isGreaterThanOrEqualTo(400);
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void isNotReachedBySocks(String host) {
        String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;

        assertThat(socks(name, suite.admin().port())).isNotZero();
    }

    @Test
    void isNotReachedThroughASite() {
        int port = suite.admin().port();
        for (String host : List.of("localhost:" + port, "127.0.0.1:" + port, "[::1]:" + port)) {
            for (String target :
                    List.of("/v1/status", "http://" + host + "/v1/status", "/../v1/status", "//v1/status")) {
                assertThat(ask(suite.web(), "GET", target, host).bodyText()).doesNotContain(MARK);
            }
        }
    }

    private static RawResponse ask(HostPort listener, String method, String target, String host) {
        try (RawClient client = RawClient.connect(listener.port())) {
            client.timeout(Duration.ofSeconds(30));
            return client.send(Requests.head(method, target, "Host: " + host)).readResponse(method);
        }
    }

    /** The code of the answer to a request for a name; 0 is a connection. */
    private static int socks(String host, int port) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {5, 1, 0, 5, 1, 0, 3});
        byte[] name = host.getBytes(StandardCharsets.US_ASCII);
        bytes.write(name.length);
        bytes.writeBytes(name);
        bytes.write(port >> 8);
        bytes.write(port & 0xff);
        try (RawClient client = RawClient.connect(suite.listener("socks").port())) {
            client.timeout(Duration.ofSeconds(30));
            return client.send(bytes.toByteArray()).read(4)[3];
        }
    }
}
