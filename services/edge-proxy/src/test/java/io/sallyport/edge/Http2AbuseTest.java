package io.sallyport.edge;

import static io.sallyport.edge.FrameClient.CONTINUATION;
import static io.sallyport.edge.FrameClient.DATA;
import static io.sallyport.edge.FrameClient.END_HEADERS;
import static io.sallyport.edge.FrameClient.END_STREAM;
import static io.sallyport.edge.FrameClient.ENHANCE_YOUR_CALM;
import static io.sallyport.edge.FrameClient.GOAWAY;
import static io.sallyport.edge.FrameClient.HEADERS;
import static io.sallyport.edge.FrameClient.PING;
import static io.sallyport.edge.FrameClient.PRIORITY;
import static io.sallyport.edge.FrameClient.REFUSED_STREAM;
import static io.sallyport.edge.FrameClient.RST_STREAM;
import static io.sallyport.edge.FrameClient.WHOLE;
import static io.sallyport.edge.FrameClient.WINDOW_UPDATE;
import static io.sallyport.edge.FrameClient.block;
import static io.sallyport.edge.FrameClient.frame;
import static io.sallyport.edge.FrameClient.get;
import static io.sallyport.edge.FrameClient.settings;
import static io.sallyport.edge.FrameClient.word;
import static io.sallyport.edge.FrameClient.zeros;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.settings.UpstreamConfig;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawRequest;
import io.sallyport.testkit.ScriptedOrigin;
import io.sallyport.testkit.TestCertificate;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames that are meant to cost more than they are worth: the connection ends, others are served, nothing is left behind. */
@ExtendWith(LeakWatch.class)
class Http2AbuseTest {
    private static final int FLOOD = 10_000;
    /** Of the static table. */
    private static final int STATUS_200 = 0x88;

    private static final int MAX_HEADER_LIST_SIZE = 6;
    private static final int INITIAL_WINDOW_SIZE = 4;
    private static final int HEADER_TABLE_SIZE = 1;

    private ScriptedOrigin origin;
    private EdgeHarness edge;

    @BeforeEach
    void start() {
        origin = ScriptedOrigin.start(Answer.text("hello"));
        UpstreamConfig forgetful = new UpstreamConfig(null, null, null, Duration.ofSeconds(1), null, null);
        edge = EdgeSetup.reverseTo(origin)
                .upstream(forgetful)
                .suite("overload: {enabled: false}")
                .start();
    }

    @AfterEach
    void stop() {
        edge.close();
        origin.close();
    }

    private FrameClient client(int... settings) {
        return new FrameClient(edge.reverse(), settings);
    }

    /** Odd, in turn. */
    private static int stream(int i) {
        return 2 * i + 1;
    }

    private void assertServes() {
        try (RawClient client = edge.reverse()) {
            assertThat(client.get("/").bodyText()).isEqualTo("hello");
        }
        try (FrameClient client = client()) {
            assertThat(client.ask(1, get("/")).answer(1).type()).isEqualTo(HEADERS);
        }
    }

    private double hits(String limit) {
        return LimitsTest.hits(edge, limit);
    }

    private void assertCalmed(FrameClient client, String limit) {
        assertThat(client.end()).isIn(ENHANCE_YOUR_CALM, -1);
        Eventually.until("counted as " + limit, () -> hits(limit) > 0);
        assertServes();
    }

    private static byte[] both(byte[] first, byte[] second) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(first);
        all.writeBytes(second);
        return all.toByteArray();
    }

    @Test
    void endsARapidReset() {
        origin.on("/held", Answer.stall());
        try (FrameClient client = client()) {
            client.flood(
                    1000,
                    i -> both(
                            frame(HEADERS, WHOLE, stream(i), get("/held")), frame(RST_STREAM, 0, stream(i), word(8))));
            assertCalmed(client, "http2.resets");
        }
        origin.awaitNoConnection();
        assertThat(origin.requests()).hasSizeLessThan(300);
    }

    static Stream<Arguments> provocations() {
        Map<String, IntFunction<byte[]>> rows = new HashMap<>();
        rows.put("window update of zero", i -> frame(WINDOW_UPDATE, 0, stream(i), word(0)));
        rows.put(
                "window beyond its bound",
                i -> both(
                        frame(WINDOW_UPDATE, 0, stream(i), word(Integer.MAX_VALUE)),
                        frame(WINDOW_UPDATE, 0, stream(i), word(Integer.MAX_VALUE))));
        rows.put("depends on itself", i -> frame(PRIORITY, 0, stream(i), both(word(stream(i)), new byte[] {1})));
        rows.put("data behind the end", i -> frame(DATA, 0, stream(i), zeros(1)));
        rows.put("priority of a wrong length", i -> frame(PRIORITY, 0, stream(i), zeros(4)));
        return rows.entrySet().stream().map(row -> Arguments.of(row.getKey(), row.getValue()));
    }

    /** The client breaks the rules so that it is us who reset its streams. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("provocations")
    void endsResetsThatItIsMadeToSend(String name, IntFunction<byte[]> provocation) {
        origin.on("/held", Answer.stall());
        try (FrameClient client = client()) {
            client.flood(1000, i -> both(frame(HEADERS, WHOLE, stream(i), get("/held")), provocation.apply(i)));
            client.end();
        }
        origin.awaitNoConnection();
        assertThat(origin.requests()).hasSizeLessThan(300);
        assertServes();
    }

    @Test
    void bearsAClientThatCanTakeNoHead() {
        try (FrameClient client = client(MAX_HEADER_LIST_SIZE, 1)) {
            client.flood(1000, i -> frame(HEADERS, WHOLE, stream(i), get("/")));
            client.send(frame(GOAWAY, 0, 0, zeros(8)));
        }
        origin.awaitNoConnection();
        assertServes();
    }

    @ParameterizedTest(name = "{0} bytes each")
    @CsvSource({"0, http2.continuations", "1, http2.continuations", "16000, headerBytes"})
    void endsAHeadWithoutEnd(int size, String limit) {
        try (FrameClient client = client()) {
            client.send(frame(HEADERS, END_STREAM, 1, get("/")));
            ByteArrayOutputStream piece = new ByteArrayOutputStream();
            if (size > 1) {
                FrameClient.number(piece, 4, 0x10, 0);
                FrameClient.text(piece, "a");
                FrameClient.text(piece, "x".repeat(size));
            } else {
                piece.writeBytes(zeros(size));
            }
            client.flood(FLOOD, i -> frame(CONTINUATION, 0, 1, piece.toByteArray()));
            client.end();
        }
        Eventually.until("counted", () -> hits(limit) > 0);
        assertThat(origin.requests()).isEmpty();
        assertServes();
    }

    /** 4 KiB in the table, named four thousand times by one byte each. */
    @Test
    void unpacksNoBomb() {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        bomb.writeBytes(get("/bomb"));
        bomb.write(0x40);
        FrameClient.text(bomb, "a");
        FrameClient.text(bomb, "x".repeat(3900));
        for (int i = 0; i < 4000; i++) {
            bomb.write(0x80 | 62);
        }
        assertRefused(bomb.toByteArray());
        Eventually.until("counted", () -> hits("headerBytes") > 0);
    }

    @Test
    void countsCrumbsOfCookies() {
        ByteArrayOutputStream crumbs = new ByteArrayOutputStream();
        crumbs.writeBytes(get("/crumbs"));
        for (int i = 0; i < 1500; i++) {
            crumbs.writeBytes(block("cookie", "a"));
        }
        assertRefused(crumbs.toByteArray());
    }

    /** Neither goes on nor is it forgotten: the stream or the connection ends, or there is an answer of ours. */
    private void assertRefused(byte[] fields) {
        try (FrameClient client = client()) {
            client.ask(1, fields);
            FrameClient.Frame answer = client.answer(1);
            assertThat(answer == null
                            || answer.type() == RST_STREAM
                            || answer.type() == GOAWAY
                            || (answer.payload()[0] & 0xff) != STATUS_200)
                    .as("%s", answer)
                    .isTrue();
        }
        assertThat(origin.requests()).isEmpty();
        assertServes();
    }

    /** Whatever table the client offers, ours stays small; a larger one would be announced in front of the first head. */
    @Test
    void growsNoTableForItsClient() {
        try (FrameClient client = client(HEADER_TABLE_SIZE, -1)) {
            byte[] head = client.ask(1, get("/")).answer(1).payload();
            assertThat(head[0] & 0xe0).as("a change of the table's size").isNotEqualTo(0x20);
        }
    }

    static Stream<Arguments> floods() {
        return Stream.of(
                Arguments.of("http2.settings", (IntFunction<byte[]>) i -> settings()),
                Arguments.of("http2.pings", (IntFunction<byte[]>) i -> frame(PING, 0, 0, zeros(8))),
                Arguments.of("http2.idleFrames", (IntFunction<byte[]>) i -> frame(WINDOW_UPDATE, 0, 0, word(1))),
                Arguments.of("http2.idleFrames", (IntFunction<byte[]>)
                        i -> frame(PRIORITY, 0, stream(i), both(word(0), new byte[] {1}))),
                Arguments.of("http2.idleFrames", (IntFunction<byte[]>) i -> frame(0x42, 0, 0, zeros(8))),
                Arguments.of("http2.idleFrames", (IntFunction<byte[]>) i -> frame(PING, FrameClient.ACK, 0, zeros(8))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("floods")
    void endsAFlood(String limit, IntFunction<byte[]> frames) {
        try (FrameClient client = client()) {
            client.flood(FLOOD, frames);
            assertCalmed(client, limit);
        }
    }

    @Test
    void endsAFloodOfEmptyData() {
        try (FrameClient client = client()) {
            client.send(frame(HEADERS, END_HEADERS, 1, get("/")));
            client.flood(FLOOD, i -> frame(DATA, 0, 1));
            assertCalmed(client, "http2.emptyFrames");
        }
    }

    @Test
    void endsHeadsWithoutEndOfStream() {
        try (FrameClient client = client()) {
            client.flood(FLOOD, i -> frame(HEADERS, END_HEADERS, 1, i == 0 ? get("/") : block("a", "b")));
            client.end();
        }
        assertServes();
    }

    /** A hundred streams that want much and take nothing: the origin is held back, and then they end. */
    @Test
    void holdsTheOriginBackForWhoTakesNothing() {
        edge.close();
        UpstreamConfig hasty = new UpstreamConfig(null, null, Duration.ofSeconds(2), null, null, null);
        edge = EdgeSetup.reverseTo(origin).upstream(hasty).start();
        origin.on("/big", Answer.text("x".repeat(4 << 20)));
        try (FrameClient client = client(INITIAL_WINDOW_SIZE, 0)) {
            for (int i = 0; i < 20; i++) {
                client.ask(stream(i), get("/big"));
            }
            for (int i = 0; i < 20; i++) {
                edge.awaitRecord(i + 1);
            }
        }
        assertThat(edge.records()).allMatch(record -> record.bytesOut() < 1 << 20);
        origin.awaitNoConnection();
        assertServes();
    }

    @Test
    void refusesAStreamBeyondTheLimit() {
        edge.close();
        edge = EdgeSetup.reverseTo(origin).limits("{http2: {streams: 2}}").start();
        origin.on("/held", Answer.stall());
        try (FrameClient client = client()) {
            client.ask(1, get("/held")).ask(3, get("/held")).ask(5, get("/third"));
            FrameClient.Frame answer = client.answer(5);
            assertThat(answer.type()).isEqualTo(RST_STREAM);
            assertThat(answer.word(0)).isEqualTo(REFUSED_STREAM);
        }
        origin.awaitNoConnection();
        assertThat(origin.requests()).noneMatch(seen -> seen.target().equals("/third"));
        assertServes();
    }

    /**
     * Heads that would be two requests, or another one, in HTTP/1.1. Control characters are written {@code \r}, {@code \n},
     * {@code \0} and so on.
     */
    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/torture/h2-heads.csv", numLinesToSkip = 1, maxCharsPerColumn = 10_000)
    void letsNoHeadThrough(String name, String fields) {
        String[] parts = fields.translateEscapes().split("\\|", -1);
        try (FrameClient client = client()) {
            client.send(
                    frame(HEADERS, END_HEADERS, 1, block(parts)),
                    frame(DATA, END_STREAM, 1, "0\r\n\r\nGET /canary HTTP/1.1\r\n\r\n".getBytes()));
            FrameClient.Frame answer = client.answer(1);
            boolean refused = answer == null
                    || answer.type() != HEADERS
                    || edge.awaitRecord(1).status() >= 400;
            assertThat(refused).as("%s", answer).isTrue();
        }
        assertServes();
        for (RawRequest seen : origin.requests()) {
            assertThat(seen.complete() && !seen.target().equals("/"))
                    .as("%s", seen)
                    .isFalse();
            assertThat(seen.head()).doesNotContain("evil");
            assertThat(seen.violations().isEmpty() || !seen.complete())
                    .as("%s", seen.violations())
                    .isTrue();
        }
    }

    @Test
    void neitherUsesAStreamTwiceNorGoesBack() {
        for (int second : new int[] {1, 2, 3, 0}) {
            try (FrameClient client = client()) {
                assertThat(client.ask(3, get("/")).answer(3).type()).isEqualTo(HEADERS);
                client.ask(second, get("/again"));
                assertThat(client.passesOver(second)).as("stream %d", second).isTrue();
            }
        }
        assertThat(origin.requests()).noneMatch(seen -> seen.target().equals("/again"));
        assertServes();
    }

    @Test
    void servesTheLastStreamThereIs() {
        try (FrameClient client = client()) {
            assertThat(client.ask(Integer.MAX_VALUE, get("/"))
                            .answer(Integer.MAX_VALUE)
                            .type())
                    .isEqualTo(HEADERS);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void changesToNoOtherVersionOnRequest(boolean withBody) {
        origin.on("/", Answer.echo());
        try (RawClient client = edge.reverse()) {
            client.send((withBody ? "POST" : "GET") + " / HTTP/1.1\r\nHost: t.test\r\n"
                    + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n"
                    + (withBody ? "Content-Length: 3\r\n\r\nabc" : "\r\n"));
            assertThat(client.readResponse().status()).isEqualTo(200);
            assertThat(client.get("/").status()).isEqualTo(200);
        }
        assertThat(edge.awaitRecord(2).protocol()).isEqualTo("HTTP/1.1");
        origin.assertClean();
    }

    @Test
    void speaksNoHttp2WhereItIsSwitchedOff(@TempDir Path folder) {
        try (EdgeHarness plain = EdgeSetup.reverseTo(origin)
                        .listeners(
                                folder,
                                "listeners: [{name: web, mode: reverse, bind: 127.0.0.1:0, protocols: [http/1.1]}]")
                        .start();
                RawClient client = plain.reverse()) {
            client.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
            assertThat(client.readResponse().status()).isBetween(400, 505);
        }
    }

    /** What comes before the answer of a CONNECT waits for it, and goes nowhere when it is a refusal. */
    @Test
    void opensNoTunnelByAStreamToWhereNoneMayGo() {
        try (FrameClient client = new FrameClient(edge.forward())) {
            byte[] connect = block(":method", "CONNECT", ":authority", origin.authority());
            client.send(frame(HEADERS, END_HEADERS, 1, connect), frame(DATA, 0, 1, get("/early")));
            FrameClient.Frame answer = client.answer(1);
            assertThat(answer.type()).isEqualTo(HEADERS);
            assertThat(edge.awaitRecord(1).status()).isEqualTo(403);
        }
        assertThat(origin.connections()).isEmpty();
    }

    /** The same over TLS, where connections come to us in another way. */
    @Test
    void endsAFloodThatIsEncrypted(@TempDir Path folder) {
        try (EdgeHarness secure = EdgeSetup.reverseTo(origin)
                        .tls(TestCertificate.in(folder, "shop.test"))
                        .start();
                FrameClient client = new FrameClient(secure.reverseTls("h2"))) {
            client.flood(FLOOD, i -> frame(PING, 0, 0, zeros(8)));
            assertThat(client.end()).isIn(ENHANCE_YOUR_CALM, -1);
            Eventually.until("counted", () -> LimitsTest.hits(secure, "http2.pings") > 0);
        }
    }
}
