package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.ScriptedOrigin;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Requests that are answered before all of them was there, frame by frame. */
@ExtendWith(LeakWatch.class)
class UnreadRestTest {
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RESET = 3;
    private static final int SETTINGS = 4;
    private static final int CREDIT = 8;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;
    private static final int WINDOW = 65_535;

    private ScriptedOrigin origin;
    private EdgeHarness edge;

    @BeforeEach
    void start() {
        origin = ScriptedOrigin.start("hello")
                .on("/early", Answer.onHead(Answer.status("413 Content Too Large", "no")))
                .on("/welcome", Answer.onHead(Answer.status("201 Created", "yes")));
        edge = EdgeSetup.edge()
                .routes(
                        "clusters: [{name: shop, endpoints: ['http://" + origin.authority() + "']}]\n"
                                + "routes: [{name: fixed, match: {path: /fixed}, answer: {body: hi}}, {name: any, cluster: shop}]\n")
                .start();
    }

    @AfterEach
    void stop() {
        edge.close();
        origin.close();
    }

    private record Frame(int type, int flags, int stream, byte[] payload) {
        boolean endsStream() {
            return type <= HEADERS && (flags & END_STREAM) != 0;
        }

        int number() {
            return ByteBuffer.wrap(payload).getInt();
        }
    }

    private static byte[] frame(int type, int flags, int stream, byte[] payload) {
        return ByteBuffer.allocate(9 + payload.length)
                .put((byte) (payload.length >> 16))
                .putShort((short) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }

    private static void field(ByteArrayOutputStream to, String name, String value) {
        to.write(0);
        to.write(name.length());
        to.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
        to.write(value.length());
        to.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
    }

    private static RawClient post(EdgeHarness edge, String path, int length) {
        ByteArrayOutputStream fields = new ByteArrayOutputStream();
        field(fields, ":method", "POST");
        field(fields, ":scheme", "http");
        field(fields, ":authority", "a.test");
        field(fields, ":path", path);
        field(fields, "content-length", Integer.toString(length));
        RawClient client = edge.reverse();
        client.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
        client.send(frame(SETTINGS, 0, 0, new byte[0]));
        client.send(frame(HEADERS, END_HEADERS, 1, fields.toByteArray()));
        return client;
    }

    private static void body(RawClient client, int bytes, boolean last) {
        for (int left = bytes; left > 0; left -= 16_384) {
            int size = Math.min(left, 16_384);
            client.send(frame(DATA, last && size == left ? END_STREAM : 0, 1, new byte[size]));
        }
    }

    private static Frame next(RawClient client) {
        ByteBuffer head = ByteBuffer.wrap(client.read(9));
        int length = head.getInt() >>> 8;
        int type = head.get(3);
        return new Frame(type, head.get(4), head.getInt(5), client.read(length));
    }

    /** Frames of the stream until its credit is so much, the answer is complete, or the stream is reset. */
    private static List<Frame> read(RawClient client, int credit) {
        List<Frame> read = new ArrayList<>();
        int granted = 0;
        while (granted < credit) {
            Frame frame = next(client);
            if (frame.stream() == 1) {
                read.add(frame);
                granted += frame.type() == CREDIT ? frame.number() : 0;
                if (frame.type() == RESET || frame.endsStream()) {
                    return read;
                }
            }
        }
        return read;
    }

    private static List<Frame> read(RawClient client) {
        return read(client, Integer.MAX_VALUE);
    }

    private static Frame last(List<Frame> frames) {
        return frames.get(frames.size() - 1);
    }

    @Test
    void readsAnUploadToItsEndBeforeItIsWelcomed() {
        try (RawClient client = post(edge, "/fixed", 2 * WINDOW)) {
            body(client, WINDOW, false);
            assertThat(read(client, WINDOW / 2)).extracting(Frame::type).containsOnly(CREDIT);
            body(client, WINDOW / 2, false);
            assertThat(read(client, WINDOW / 2)).extracting(Frame::type).containsOnly(CREDIT);
            body(client, WINDOW - WINDOW / 2, true);

            Frame end = last(read(client));
            assertThat(end.endsStream()).isTrue();
            assertThat(end.payload()).asString().isEqualTo("hi");
        }
        AccessRecord logged = edge.awaitRecord(1);
        assertThat(logged.outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(logged.status()).isEqualTo(200);
        assertThat(logged.bytesIn()).isEqualTo(2 * WINDOW);
        assertThat(logged.bytesOut()).isEqualTo(2);
    }

    @Test
    void welcomesAnUploadThatDoesNotEndAndCutsItOffLater() {
        try (RawClient client = post(edge, "/fixed", WINDOW)) {
            body(client, 10, false);
            assertThat(last(read(client)).endsStream()).isTrue();

            Frame cut = last(read(client));
            assertThat(cut.type()).isEqualTo(RESET);
            assertThat(cut.number()).isZero();
        }
        assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.ANSWERED);
    }

    @Test
    void letsARefusalOfTheOriginsBeReadBeforeTheStreamIsCutOff() {
        try (RawClient client = post(edge, "/early", 4 * WINDOW)) {
            body(client, 10, false);
            Frame end = last(read(client));
            assertThat(end.endsStream()).isTrue();
            assertThat(end.payload()).asString().isEqualTo("no");

            body(client, WINDOW - 10, false);
            List<Frame> rest = read(client);
            assertThat(rest).extracting(Frame::type).contains(CREDIT);
            assertThat(last(rest).type()).isEqualTo(RESET);
            assertThat(last(rest).number()).isZero();
        }
        AccessRecord logged = edge.awaitRecord(1);
        assertThat(logged.outcome()).isEqualTo(Outcome.FORWARDED);
        assertThat(logged.status()).isEqualTo(413);
        origin.awaitNoConnection();
    }

    @Test
    void keepsTheEndOfAnOriginsWelcomeUntilTheUploadIsRead() {
        try (RawClient client = post(edge, "/welcome", WINDOW)) {
            body(client, WINDOW / 2, false);
            origin.awaitRequest(1);
            body(client, WINDOW - WINDOW / 2, true);

            Frame end = last(read(client));
            assertThat(end.endsStream()).isTrue();
            assertThat(end.payload()).asString().isEqualTo("yes");
        }
        AccessRecord logged = edge.awaitRecord(1);
        assertThat(logged.outcome()).isEqualTo(Outcome.FORWARDED);
        assertThat(logged.status()).isEqualTo(201);
    }

    @Test
    void tellsAClientThatGoesWhileItsUploadIsRead() {
        try (RawClient client = post(edge, "/fixed", 2 * WINDOW)) {
            body(client, WINDOW, false);
            read(client, WINDOW / 2);
            client.send(frame(RESET, 0, 1, new byte[] {0, 0, 0, 8}));
            assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.CLIENT_GONE);
        }
    }

    @Test
    void letsAnHttp1ClientReadTheAnswerWhileItSends() {
        try (RawClient client = edge.reverse()) {
            client.send("POST /fixed HTTP/1.1\r\nHost: a.test\r\nContent-Length: 400000\r\n\r\n");
            client.send(new byte[200_000]);
            RawResponse response = client.readResponse();
            assertThat(response.bodyText()).isEqualTo("hi");
            assertThat(response.values("connection")).containsExactly("close");
            client.send(new byte[200_000]);
            assertThat(client.readToEnd()).isEmpty();
        }
        assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.ANSWERED);
    }

    @Test
    void servesNothingBehindAnHttp1RequestThatWasNotRead() {
        try (RawClient client = edge.reverse()) {
            client.send("POST /fixed HTTP/1.1\r\nHost: a.test\r\nContent-Length: 4\r\n\r\n");
            client.readResponse();
            client.send("bodyGET / HTTP/1.1\r\nHost: a.test\r\n\r\n");
            assertThat(client.readToEnd()).isEmpty();
        }
        assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(origin.requests()).isEmpty();
    }
}
