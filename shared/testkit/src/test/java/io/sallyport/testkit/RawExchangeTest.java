package io.sallyport.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LeakWatch.class)
class RawExchangeTest {
    @Test
    void readsEveryBodyFramingExactlyAndKeepsTheConnection() {
        try (ScriptedOrigin origin = ScriptedOrigin.start("default");
                RawClient client = RawClient.connect(origin.port())) {
            origin.next(Answer.text("fixed", "X-Order: 1", "x-order: 2"), Answer.chunked("abc", "defg"))
                    .on("/empty", Answer.raw("HTTP/1.1 204 No Content\r\n\r\n"));

            RawResponse fixed = client.get("/");
            RawResponse chunked = client.get("/");
            RawResponse empty = client.get("/empty");
            RawResponse usual = client.get("/");

            assertThat(fixed.values("X-ORDER")).containsExactly("1", "2");
            assertThat(fixed.bodyText()).isEqualTo("fixed");
            assertThat(chunked.bodyText()).isEqualTo("abcdefg");
            assertThat(empty.status()).isEqualTo(204);
            assertThat(usual.bodyText()).isEqualTo("default");
            assertThat(origin.connections()).hasSize(1);
            assertThat(origin.requests()).hasSize(4);
            origin.assertClean();
        }
    }

    @Test
    void readsTrailersAndSkipsInterimResponses() {
        String answer = "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "3;ext=1\r\nabc\r\n0\r\nDigest: x\r\n\r\n";
        try (ScriptedOrigin origin = ScriptedOrigin.start(Answer.raw(answer));
                RawClient client = RawClient.connect(origin.port())) {
            RawResponse response = client.get("/");

            assertThat(response.bodyText()).isEqualTo("abc");
            assertThat(response.trailers()).containsExactly(new RawField("Digest", "x"));
            response.assertClean();
        }
    }

    @Test
    void saysThatABodyWasCutOff() {
        String start = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc";
        try (ScriptedOrigin origin = ScriptedOrigin.start(Answer.closeAfter(start));
                RawClient client = RawClient.connect(origin.port())) {
            RawResponse response = client.get("/");

            assertThat(response.complete()).isFalse();
            assertThat(response.bodyText()).isEqualTo("abc");
            assertThat(client.isClosedByPeer()).isTrue();
        }
    }

    @Test
    void noticesWhatIsNotStrictHttp() {
        try (ScriptedOrigin origin = ScriptedOrigin.start("ok");
                RawClient client = RawClient.connect(origin.port())) {
            client.send("GET / HTTP/1.1\nHost: a\r\nHost: b\r\nBad Name: c\r\n\r\n")
                    .readResponse();

            assertThat(origin.awaitRequest(1).violations())
                    .anyMatch(text -> text.contains("bare line feed"))
                    .anyMatch(text -> text.contains("exactly one Host"))
                    .anyMatch(text -> text.contains("field name"));
            assertThatThrownBy(origin::assertClean).isInstanceOf(AssertionError.class);
        }
    }

    @Test
    void noticesTwoFramings() {
        String smuggled =
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n";
        try (ScriptedOrigin origin = ScriptedOrigin.start(Answer.echo());
                RawClient client = RawClient.connect(origin.port())) {
            client.send(smuggled).readResponse();

            assertThat(origin.awaitRequest(1).violations()).anyMatch(text -> text.contains("one framing"));
        }
    }

    @Test
    void holdsAnAnswerUntilTheTestOpensTheGate() {
        Gate gate = new Gate();
        try (ScriptedOrigin origin = ScriptedOrigin.start(Answer.text("late").behind(gate));
                RawClient client = RawClient.connect(origin.port())) {
            client.send(Requests.withBody("POST", "/", "hello"));
            gate.awaitArrival();
            assertThat(origin.awaitRequest(1).bodyText()).isEqualTo("hello");

            gate.open();

            assertThat(client.readResponse("POST").bodyText()).isEqualTo("late");
        }
    }

    @Test
    void answersOnTheHeadAndReadsTheBodyAfterwards() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Answer.onHead(Answer.text("early")));
                RawClient client = RawClient.connect(origin.port())) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n");
            assertThat(client.readResponse("POST").bodyText()).isEqualTo("early");

            client.send("abc").get("/");

            origin.assertClean();
            assertThat(origin.requests()).hasSize(2);
        }
    }

    @Test
    void closesAfterTheRequestsItWasTold() {
        try (ScriptedOrigin origin = ScriptedOrigin.start("ok").closeAfter(2);
                RawClient client = RawClient.connect(origin.port())) {
            client.get("/");
            client.get("/");

            assertThat(client.isClosedByPeer()).isTrue();
            origin.awaitNoConnection();
        }
    }

    @Test
    void countsALargeStreamWithoutKeepingIt() {
        long size = 64L << 20;
        try (ScriptedOrigin origin = ScriptedOrigin.start(Answer.stream(size));
                RawClient client = RawClient.connect(origin.port())) {
            RawResponse response = client.get("/");

            assertThat(response.bodyLength()).isEqualTo(size);
            assertThat(response.body()).startsWith(Pattern.at(0, 1000)).hasSize(MessageReader.KEPT);
        }
    }

    @Test
    void seesTheResetOfAClient() {
        Gate gate = new Gate();
        try (ScriptedOrigin origin = ScriptedOrigin.start(Answer.stall().behind(gate))) {
            RawClient client = RawClient.connect(origin.port()).send(Requests.head("GET", "/"));
            gate.awaitArrival();
            gate.open();

            client.reset();

            origin.awaitNoConnection();
        }
    }

    @Test
    void givesUpAReadAfterItsTimeout() {
        try (ScriptedOrigin origin = ScriptedOrigin.start(Answer.stall());
                RawClient client = RawClient.connect(origin.port()).timeout(Duration.ofMillis(50))) {
            client.send(Requests.head("GET", "/"));

            assertThatThrownBy(client::readResponse).isInstanceOf(UncheckedIOException.class);
        }
    }

    @Test
    void opensATunnelAndSpeaksThroughIt() {
        Answer tunnel = Answer.raw("HTTP/1.1 200 OK\r\n\r\n")
                .then((request, connection) ->
                        connection.send(connection.input().readNBytes(4)));
        try (ScriptedOrigin origin = ScriptedOrigin.start(tunnel.thenClose());
                RawClient client = RawClient.connect(origin.port())) {
            RawResponse opened = client.openTunnel("example.org:443");

            assertThat(opened.status()).isEqualTo(200);
            assertThat(client.send("ping").readToEnd())
                    .isEqualTo("ping".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            assertThat(origin.requests().get(0).field("Host")).contains("example.org:443");
        }
    }

    @Test
    void speaksTlsWithoutAskingForTrust(@TempDir Path directory) {
        TestCertificate certificate = TestCertificate.in(directory, "origin.test");
        try (ScriptedOrigin origin = ScriptedOrigin.startTls(certificate, Answer.text("secret"));
                RawClient client = RawClient.connectTls(origin.port(), "origin.test", "http/1.1")) {
            assertThat(client.get("/").bodyText()).isEqualTo("secret");
            assertThat(certificate.key()).content().startsWith("-----BEGIN PRIVATE KEY-----");
        }
    }
}
