package io.sallyport.edge;

import static io.sallyport.edge.QuicClient.DATA;
import static io.sallyport.edge.QuicClient.GOAWAY;
import static io.sallyport.edge.QuicClient.HEADERS;
import static io.sallyport.edge.QuicClient.MAX_PUSH_ID;
import static io.sallyport.edge.QuicClient.PRIORITY_UPDATE;
import static io.sallyport.edge.QuicClient.RESERVED;
import static io.sallyport.edge.QuicClient.SETTINGS;
import static io.sallyport.edge.QuicClient.bytes;
import static io.sallyport.edge.QuicClient.frame;
import static io.sallyport.edge.QuicClient.get;
import static io.sallyport.edge.QuicClient.head;
import static io.sallyport.edge.QuicClient.join;
import static io.sallyport.edge.QuicClient.number;
import static io.sallyport.edge.QuicClient.section;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.testkit.Answer;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawRequest;
import io.sallyport.testkit.ScriptedOrigin;
import io.sallyport.testkit.TestCertificate;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Streams and frames of HTTP/3 that are meant to cost more than they are worth, or to be read in two ways: the connection or
 * the stream ends, others are served, nothing is left behind.
 */
@ExtendWith(LeakWatch.class)
class Http3AbuseTest {
    private static final int FLOOD = 10_000;
    private static final int CONTROL = 0;
    private static final int PUSH = 1;
    private static final int ENCODER = 2;
    private static final int DECODER = 3;

    private static final int NO_ERROR = 0x100;
    private static final int PROTOCOL_ERROR = 0x101;
    private static final int STREAM_CREATION_ERROR = 0x103;
    private static final int CLOSED_CRITICAL_STREAM = 0x104;
    private static final int FRAME_UNEXPECTED = 0x105;
    private static final int EXCESSIVE_LOAD = 0x107;
    private static final int ID_ERROR = 0x108;
    private static final int SETTINGS_ERROR = 0x109;
    private static final int MISSING_SETTINGS = 0x10a;
    private static final int REQUEST_REJECTED = 0x10b;
    private static final int REQUEST_CANCELLED = 0x10c;
    private static final int REQUEST_INCOMPLETE = 0x10d;
    private static final int MESSAGE_ERROR = 0x10e;
    private static final int DECOMPRESSION_FAILED = 0x200;
    private static final int ENCODER_STREAM_ERROR = 0x201;
    private static final int DECODER_STREAM_ERROR = 0x202;

    @TempDir
    private Path folder;

    private ScriptedOrigin origin;
    private EdgeHarness edge;

    @BeforeEach
    void start() {
        TestCertificate.in(folder, "shop.test");
        origin = ScriptedOrigin.start(Answer.text("hello"));
        edge = edge("{}");
    }

    @AfterEach
    void stop() {
        edge.close();
        origin.close();
    }

    private EdgeHarness edge(String limits) {
        return EdgeSetup.reverseTo(origin)
                .limits(limits)
                .suite("overload: {enabled: false}")
                .listeners(folder, """
                        listeners:
                          - name: web-tls
                            mode: reverse
                            bind: 127.0.0.1:0
                            protocols: [h3, http/1.1]
                            tls: {certificates: [{cert: shop.test.crt, key: shop.test.key}]}
                        """)
                .start();
    }

    private QuicClient client() {
        return new QuicClient(edge.port(EdgeHarness.REVERSE_TLS));
    }

    private void assertServes() {
        try (QuicClient client = client()) {
            assertAnswers(client);
        }
        Eventually.until("no connection left", () -> LimitsTest.connections(edge) == 0);
    }

    private static void assertAnswers(QuicClient client) {
        QuicClient.Stream stream = client.request().send(head("/")).fin();
        assertThat(stream.end()).isEqualTo(-1);
        assertThat(stream.text()).contains("hello");
    }

    private void assertCounted(String limit) {
        Eventually.until("counted as " + limit, () -> LimitsTest.hits(edge, limit) == 1);
    }

    private static Arguments row(String name, Set<Integer> ends, Consumer<QuicClient> steps) {
        return Arguments.of(name, ends, steps);
    }

    private static Arguments onControl(String name, int end, byte[]... frames) {
        return row(name, Set.of(end), client -> client.unidirectional(CONTROL, frames));
    }

    private static Arguments onRequest(String name, int end, byte[]... frames) {
        return row(name, Set.of(end), client -> client.request().send(join(frames)));
    }

    /** Without a table some instructions are errors of the codec's own, which say less. */
    private static Arguments onTable(String name, int type, int end, int... instruction) {
        return row(name, Set.of(end, PROTOCOL_ERROR), client -> client.unidirectional(type, bytes(instruction)));
    }

    static Stream<Arguments> sideStreams() {
        byte[] settings = frame(SETTINGS);
        return Stream.of(
                onControl("settings twice", FRAME_UNEXPECTED, settings, settings),
                onControl("no settings first", MISSING_SETTINGS, frame(GOAWAY, number(0))),
                onControl("a reserved frame first", MISSING_SETTINGS, frame(RESERVED)),
                onControl("a setting of HTTP/2", SETTINGS_ERROR, frame(SETTINGS, number(2), number(1))),
                onControl("a setting twice", SETTINGS_ERROR, frame(SETTINGS, bytes(6, 1, 6, 1))),
                onControl("settings that are too long", EXCESSIVE_LOAD, frame(SETTINGS, new byte[300])),
                onControl("a request's head", FRAME_UNEXPECTED, settings, head("/")),
                onControl(
                        "a goaway that goes back",
                        ID_ERROR,
                        settings,
                        frame(GOAWAY, number(4)),
                        frame(GOAWAY, number(8))),
                onControl(
                        "a limit of pushes that goes back",
                        ID_ERROR,
                        settings,
                        frame(MAX_PUSH_ID, number(4)),
                        frame(MAX_PUSH_ID, number(1))),
                onControl("a frame without end", EXCESSIVE_LOAD, settings, number(RESERVED), number((1L << 62) - 1)),
                row("a second control stream", Set.of(STREAM_CREATION_ERROR), client -> {
                    client.unidirectional(CONTROL, settings);
                    client.unidirectional(CONTROL, settings);
                }),
                row(
                        "a control stream that ends",
                        Set.of(CLOSED_CRITICAL_STREAM),
                        client -> client.unidirectional(CONTROL, settings).fin()),
                row(
                        "an encoder stream that is reset",
                        Set.of(CLOSED_CRITICAL_STREAM),
                        client -> client.unidirectional(ENCODER).reset(NO_ERROR)),
                row("a pushed stream", Set.of(STREAM_CREATION_ERROR), client -> client.unidirectional(PUSH, number(0))),
                onTable("a larger table", ENCODER, ENCODER_STREAM_ERROR, 0x3f, 0xff, 0xff, 0x03),
                onTable("an entry", ENCODER, ENCODER_STREAM_ERROR, 0xc0, 1, 'a'),
                onTable("a long name", ENCODER, ENCODER_STREAM_ERROR, 0x5f, 0xff, 0xff, 0xff, 0x03),
                onTable("a long value", ENCODER, ENCODER_STREAM_ERROR, 0xc0, 0x7f, 0xff, 0xff, 0xff, 0x03),
                onTable(
                        "a number without end",
                        ENCODER,
                        ENCODER_STREAM_ERROR,
                        0x3f,
                        255,
                        255,
                        255,
                        255,
                        255,
                        255,
                        255,
                        255,
                        255,
                        255),
                onTable("a copy of nothing", ENCODER, ENCODER_STREAM_ERROR, 0x00),
                onTable("an acknowledgement of nothing", DECODER, DECODER_STREAM_ERROR, 0x80),
                onTable("an increment of nothing", DECODER, DECODER_STREAM_ERROR, 0x00));
    }

    static Stream<Arguments> requestStreams() {
        byte[] bomb = new byte[3000];
        Arrays.fill(bomb, (byte) (0xc0 | 29));
        byte[] endless = number((1L << 62) - 1);
        byte[] trailers = frame(HEADERS, section("a", "b"));
        return Stream.of(
                onRequest("data without a head", FRAME_UNEXPECTED, frame(DATA, bytes(1))),
                onRequest("trailers twice", FRAME_UNEXPECTED, head("/"), trailers, trailers),
                onRequest("data behind trailers", FRAME_UNEXPECTED, head("/"), trailers, frame(DATA, bytes(1))),
                onRequest("settings", FRAME_UNEXPECTED, frame(SETTINGS)),
                onRequest("a frame of HTTP/2", FRAME_UNEXPECTED, frame(6)),
                onRequest("a promise", FRAME_UNEXPECTED, head("/"), frame(5, number(0), get("/"))),
                onRequest("data without end", EXCESSIVE_LOAD, head("/"), number(DATA), endless),
                onRequest("a head without end", EXCESSIVE_LOAD, number(HEADERS), endless),
                onRequest("an entry of no table", DECOMPRESSION_FAILED, frame(HEADERS, bytes(0, 0, 0x80))),
                onRequest("an entry to come", DECOMPRESSION_FAILED, frame(HEADERS, bytes(2, 0, 0x80))),
                onRequest("no entry of the static table", DECOMPRESSION_FAILED, frame(HEADERS, bytes(0, 0, 0xff, 100))),
                onRequest(
                        "a literal longer than its head",
                        DECOMPRESSION_FAILED,
                        frame(HEADERS, bytes(0, 0, 0x51, 0x7f, 1))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"sideStreams", "requestStreams"})
    void ends(String name, Set<Integer> ends, Consumer<QuicClient> steps) {
        try (QuicClient client = client()) {
            steps.accept(client);
            assertThat(ends).contains(client.end());
        }
        assertServes();
    }

    static Stream<Arguments> largeHeads() {
        byte[] references = new byte[3000];
        Arrays.fill(references, (byte) (0xc0 | 29));
        byte[] huffman = new byte[30_000];
        Arrays.fill(huffman, (byte) 0);
        return Stream.of(
                Arguments.of("references", join(get("/"), references)),
                Arguments.of(
                        "short codes", join(get("/"), bytes(0x21, 'a', 0xff), bytes(0x80 | 0x31, 0xe9, 0x01), huffman)),
                Arguments.of("crumbs", join(get("/"), crumbs())),
                Arguments.of("length", section("a", "x".repeat(40_000))));
    }

    private static byte[] crumbs() {
        byte[] one = bytes(0x55, 1, 'a');
        byte[] all = new byte[1500 * one.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = one[i % one.length];
        }
        return all;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("largeHeads")
    void unpacksNoBomb(String name, byte[] section) {
        try (QuicClient client = client()) {
            client.request().send(frame(HEADERS, section)).fin();
            assertThat(client.end()).isEqualTo(EXCESSIVE_LOAD);
        }
        assertCounted("headerBytes");
        assertServes();
        assertThat(origin.requests()).hasSize(1);
    }

    static Stream<Arguments> resets() {
        return Stream.of(
                row(
                        "before a head",
                        Set.of(),
                        client -> client.request().send(bytes(HEADERS)).reset(REQUEST_CANCELLED)),
                row(
                        "behind a head",
                        Set.of(),
                        client -> client.request().send(head("/held")).reset(REQUEST_CANCELLED)),
                row(
                        "both ways",
                        Set.of(),
                        client -> client.request()
                                .send(head("/held"))
                                .stop(REQUEST_CANCELLED)
                                .reset(REQUEST_CANCELLED)),
                row(
                        "of answers only",
                        Set.of(),
                        client -> client.request().send(head("/held")).fin().stop(REQUEST_CANCELLED)),
                row(
                        "of unknown streams",
                        Set.of(),
                        client -> client.unidirectional(RESERVED).reset(NO_ERROR)),
                row("for no head", Set.of(), client -> client.request().fin()),
                row(
                        "for a head that is cut",
                        Set.of(),
                        client -> client.request().send(bytes(1, 40, 0, 0)).fin()),
                row(
                        "for a malformed head",
                        Set.of(),
                        client -> client.request().send(frame(HEADERS, section(":method", "GET")))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("resets")
    void endsRapidResets(String name, Set<Integer> none, Consumer<QuicClient> reset) {
        origin.on("/held", Answer.stall());
        try (QuicClient client = client()) {
            client.flood(FLOOD, () -> reset.accept(client));
            assertThat(client.end()).isEqualTo(EXCESSIVE_LOAD);
        }
        assertCounted("http2.resets");
        origin.awaitNoConnection();
        assertThat(origin.requests()).hasSizeLessThan(300);
        assertServes();
    }

    /** The transport gives a client room for a further stream when it has stopped an answer; the exchange goes on. */
    @Test
    void servesNoMoreAtATimeThanItSays() {
        edge.close();
        edge = edge("{http2: {streams: 2}}");
        origin.on("/held", Answer.stall());
        try (QuicClient client = client()) {
            for (int i = 1; i <= 2; i++) {
                client.request().send(head("/held")).fin().stop(REQUEST_CANCELLED);
                origin.awaitRequest(i);
            }
            assertThat(client.request().send(head("/third")).fin().end()).isEqualTo(REQUEST_REJECTED);
        }
        origin.awaitNoConnection();
        assertThat(origin.requests()).hasSize(2);
        assertServes();
    }

    static Stream<Arguments> incomplete() {
        return Stream.of(
                Arguments.of("nothing", REQUEST_INCOMPLETE, bytes()),
                Arguments.of("a head that is cut", REQUEST_INCOMPLETE, bytes(HEADERS, 40, 0, 0)),
                Arguments.of("only a frame nobody knows", REQUEST_INCOMPLETE, frame(RESERVED)),
                Arguments.of("no path", MESSAGE_ERROR, frame(HEADERS, section(":method", "GET", ":scheme", "https"))));
    }

    /** The one request ends, and nothing else of its connection. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("incomplete")
    void resetsARequestThatIsNone(String name, int error, byte[] content) {
        try (QuicClient client = client()) {
            assertThat(client.request().send(content).fin().end()).isEqualTo(error);
            assertAnswers(client);
        }
        assertServes();
    }

    static Stream<Arguments> broken() {
        String[] post = {
            ":method", "POST", ":scheme", "https", ":path", "/held", ":authority", "shop.test", "content-length", "5"
        };
        byte[] head = frame(HEADERS, section(post));
        return Stream.of(
                Arguments.of("a body that ends too early", join(head, frame(DATA, bytes(1)))),
                Arguments.of("a body that is too long", join(head, frame(DATA, new byte[9]))),
                Arguments.of(
                        "trailers that frame",
                        join(head, frame(DATA, new byte[5]), frame(HEADERS, section("upgrade", "h2c")))),
                Arguments.of(
                        "trailers that route",
                        join(head, frame(DATA, new byte[5]), frame(HEADERS, section(":path", "/x")))));
    }

    /** The exchange has begun, and hears of it while its connection goes on. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void endsTheExchangeOfABrokenRequest(String name, byte[] content) {
        origin.on("/held", Answer.stall());
        try (QuicClient client = client()) {
            assertThat(client.request().send(content).fin().end()).isEqualTo(MESSAGE_ERROR);
            assertThat(edge.awaitRecord(1).path()).isEqualTo("/held");
            origin.awaitNoConnection();
            assertAnswers(client);
        }
        assertServes();
    }

    static Stream<Arguments> floods() {
        return Stream.of(
                Arguments.of("reserved frames", frame(RESERVED)),
                Arguments.of("unknown frames", frame(0x30)),
                Arguments.of(
                        "priorities", frame(PRIORITY_UPDATE, number(0), "u=1".getBytes(StandardCharsets.US_ASCII))),
                Arguments.of("limits of pushes", frame(MAX_PUSH_ID, number(1))),
                Arguments.of("goaways", frame(GOAWAY, number(0))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("floods")
    void endsAFlood(String name, byte[] frame) {
        try (QuicClient client = client()) {
            QuicClient.Stream control = client.unidirectional(CONTROL, frame(SETTINGS));
            client.flood(FLOOD, () -> control.send(frame));
            assertThat(client.end()).isEqualTo(EXCESSIVE_LOAD);
        }
        assertCounted("http2.idleFrames");
        assertServes();
    }

    @Test
    void endsUnknownStreamsWithoutEnd() {
        try (QuicClient client = client()) {
            client.flood(FLOOD, () -> client.unidirectional(RESERVED).fin());
            assertThat(client.end()).isEqualTo(EXCESSIVE_LOAD);
        }
        assertCounted("http2.idleFrames");
        assertServes();
    }

    @Test
    void endsFramesOfARequestThatBringNothing() {
        for (byte[] nothing : List.of(frame(DATA), frame(RESERVED))) {
            try (QuicClient client = client()) {
                QuicClient.Stream request = client.request().send(head("/"));
                client.flood(FLOOD, () -> request.send(nothing));
                assertThat(client.end()).isEqualTo(EXCESSIVE_LOAD);
            }
        }
        Eventually.until("counted", () -> LimitsTest.hits(edge, "http2.idleFrames") == 2);
        assertServes();
    }

    /** Frames that browsers send along with their requests are paid by these. */
    @Test
    void bearsAPriorityForEachRequest() {
        try (QuicClient client = client()) {
            QuicClient.Stream control =
                    client.unidirectional(CONTROL, frame(SETTINGS), frame(RESERVED, bytes(1, 2, 3)));
            byte[] priority = frame(PRIORITY_UPDATE, number(0), "u=1, i".getBytes(StandardCharsets.US_ASCII));
            for (int i = 0; i < 500; i++) {
                control.send(priority);
                assertAnswers(client);
            }
        }
        assertThat(LimitsTest.hits(edge, "http2.idleFrames")).isZero();
    }

    @Test
    void closesAConnectionWhoseStreamsBringNoHead() {
        edge.close();
        edge = edge("{headerTimeout: 500ms}");
        try (QuicClient client = client()) {
            client.flood(50, () -> client.request().send(bytes(HEADERS, 40, 0, 0)));
            assertThat(client.end()).isEqualTo(NO_ERROR);
        }
        assertCounted("headerTimeout");
        assertServes();
    }

    /** The same heads as by HTTP/2, and with the same expectations. */
    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/torture/h2-heads.csv", numLinesToSkip = 1, maxCharsPerColumn = 10_000)
    void letsNoHeadThrough(String name, String fields) {
        String[] parts = fields.translateEscapes().split("\\|", -1);
        byte[] canary = frame(DATA, "0\r\n\r\nGET /canary HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        try (QuicClient client = client()) {
            QuicClient.Stream request = client.request()
                    .send(join(frame(HEADERS, section(parts)), canary))
                    .fin();
            boolean refused = request.end() >= 0
                    || request.text().isEmpty()
                    || edge.awaitRecord(1).status() >= 400;
            assertThat(refused).isTrue();
        }
        for (RawRequest seen : origin.requests()) {
            assertThat(seen.complete()).as("%s", seen).isFalse();
            assertThat(seen.head()).doesNotContain("evil");
        }
        assertServes();
    }
}
