package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.log.AccessRecord.Direction;
import io.sallyport.contract.log.AccessRecord.Kind;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.FreePort;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.ScriptedOrigin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakWatch.class)
class TcpListenerTest {
    private static final String LISTENER = """
            listeners: [{name: front, mode: tcp, bind: "127.0.0.1:0", cluster: inner}]
            """;
    private static final String REQUEST = "GET /in HTTP/1.1\r\nHost: inner\r\n\r\n";

    private static EdgeSetup to(String endpoints, String more) {
        return EdgeSetup.edge()
                .listeners(Path.of("."), LISTENER)
                .routes("clusters: [{name: inner, endpoints: [" + endpoints + "]" + more + "}]\n");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    @Test
    void passesBytesOnAsTheyAreAndIsOneRecord() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Answer.text("through"));
                EdgeHarness edge = to("'http://" + origin.authority() + "'", "").start()) {
            try (RawClient client = RawClient.connect(edge.port("front"))) {
                assertThat(client.send(REQUEST).readResponse().bodyText()).isEqualTo("through");
            }
            assertThat(origin.awaitRequest(1).field("Via")).isEmpty();

            AccessRecord logged = edge.awaitRecord(1);
            assertThat(logged.kind()).isEqualTo(Kind.TUNNEL);
            assertThat(logged.direction()).isEqualTo(Direction.REVERSE);
            assertThat(logged.protocol()).isEqualTo("tcp");
            assertThat(logged.cluster()).isEqualTo("inner");
            assertThat(logged.endpoint()).isEqualTo("http://" + origin.authority());
            assertThat(logged.outcome()).isEqualTo(Outcome.TUNNEL_CLOSED);
            assertThat(logged.bytesIn()).isEqualTo(REQUEST.length());
            assertThat(edge.records()).hasSize(1);
        }
    }

    @Test
    void letsTheServerSpeakFirst() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                EdgeHarness edge = to("'http://127.0.0.1:" + server.getLocalPort() + "'", "")
                        .start();
                RawClient client = RawClient.connect(edge.port("front"));
                Socket accepted = server.accept()) {
            accepted.getOutputStream().write("220 welcome\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(text(client.read(13))).isEqualTo("220 welcome\r\n");

            client.send("QUIT\r\n");
            assertThat(text(accepted.getInputStream().readNBytes(6))).isEqualTo("QUIT\r\n");
        }
    }

    @Test
    void saysWhoTheClientIsWhereThatIsWanted() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                EdgeHarness edge = to("'http://127.0.0.1:" + server.getLocalPort() + "'", ", proxyProtocol: v1")
                        .start();
                RawClient client = RawClient.connect(edge.port("front")).send("hello");
                Socket accepted = server.accept()) {
            String expected =
                    "PROXY TCP4 127.0.0.1 127.0.0.1 " + client.localPort() + " " + edge.port("front") + "\r\nhello";
            assertThat(text(accepted.getInputStream().readNBytes(expected.length())))
                    .isEqualTo(expected);
        }
    }

    @Test
    void goesOnToTheNextEndpointWhenOneDoesNotAccept() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Answer.text("through"));
                EdgeHarness edge = to(
                                "'http://127.0.0.1:" + FreePort.pick() + "', 'http://" + origin.authority() + "'", "")
                        .start()) {
            for (int i = 0; i < 4; i++) {
                try (RawClient client = RawClient.connect(edge.port("front"))) {
                    assertThat(client.send(REQUEST).readResponse().bodyText()).isEqualTo("through");
                }
            }
            assertThat(edge.awaitRecord(4).status()).isEqualTo(200);
            assertThat(edge.records()).anyMatch(logged -> logged.attempts() == 2);
        }
    }

    @Test
    void closesTheConnectionWhenNobodyAccepts() {
        try (EdgeHarness edge =
                        to("'http://127.0.0.1:" + FreePort.pick() + "'", "").start();
                RawClient client = RawClient.connect(edge.port("front")).send(REQUEST)) {
            assertThat(client.readToEnd()).isEmpty();

            assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.CONNECT_REFUSED);
        }
    }

    @Test
    void closesTheConnectionWhenItsClusterHasGone() {
        try (EdgeHarness edge =
                EdgeSetup.edge().listeners(Path.of("."), LISTENER).start()) {
            try (RawClient client = RawClient.connect(edge.port("front"))) {
                assertThat(client.readToEnd()).isEmpty();
            }
            assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.NO_ROUTE);
        }
    }

    @Test
    void asksNoRule() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Answer.text("through"));
                EdgeHarness edge = to("'http://" + origin.authority() + "'", "")
                        .policies("rules: [{name: nobody, then: block}]")
                        .start();
                RawClient client = RawClient.connect(edge.port("front"))) {
            assertThat(client.send(REQUEST).readResponse().bodyText()).isEqualTo("through");
        }
    }

    @Test
    void leavesEndpointsOutThatDoNotAccept() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Answer.text("through"));
                EdgeHarness edge = to(
                                "'http://127.0.0.1:" + FreePort.pick() + "', 'http://" + origin.authority() + "'",
                                ", ejection: {consecutive: 1, base: 1h}")
                        .start()) {
            for (int i = 0; i < 6; i++) {
                try (RawClient client = RawClient.connect(edge.port("front"))) {
                    assertThat(client.send(REQUEST).readResponse().bodyText()).isEqualTo("through");
                }
            }
            edge.awaitRecord(6);
            assertThat(edge.records().stream().filter(logged -> logged.attempts() > 1))
                    .hasSizeLessThanOrEqualTo(1);
        }
    }
}
