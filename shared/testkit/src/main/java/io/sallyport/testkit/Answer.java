package io.sallyport.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Arrays;

/** What a {@link ScriptedOrigin} does about one request. Answers run on the connection's own thread and may wait. */
@FunctionalInterface
public interface Answer {
    void answer(RawRequest request, OriginConnection connection) throws IOException;

    /** Whether the origin reads the request's body before it answers; otherwise the answer sees an empty body. */
    default boolean readsBodyFirst() {
        return true;
    }

    /** 200 with this text and its Content-Length. Field lines come without line end. */
    static Answer text(String body, String... fieldLines) {
        return status("200 OK", body, fieldLines);
    }

    /** @param status code and reason, such as {@code 503 Service Unavailable} */
    static Answer status(String status, String body, String... fieldLines) {
        byte[] bytes = body.getBytes(UTF_8);
        return (request, connection) -> {
            connection.send(head(status, bytes.length, fieldLines));
            if (!request.method().equals("HEAD")) {
                connection.send(bytes);
            }
        };
    }

    /** Exactly these bytes, one per character (ISO-8859-1). */
    static Answer raw(String text) {
        return (request, connection) -> connection.send(text.getBytes(ISO_8859_1));
    }

    /** 200 with the request's own body. */
    static Answer echo() {
        return (request, connection) -> {
            byte[] body = request.body();
            connection.send(head("200 OK", body.length));
            connection.send(body);
        };
    }

    /** 200 with the request's head as the body: what the origin saw, told to the client. */
    static Answer echoHead() {
        return (request, connection) -> text(request.head()).answer(request, connection);
    }

    /** 200 with that many bytes of content, the byte at offset n being {@code 'a' + n % 26}, never held in memory whole. */
    static Answer stream(long bytes, String... fieldLines) {
        return (request, connection) -> {
            connection.send(head("200 OK", bytes, fieldLines));
            for (long sent = 0; sent < bytes; ) {
                byte[] part = Pattern.at(sent, (int) Math.min(bytes - sent, 26 * 1024));
                connection.send(part);
                sent += part.length;
            }
        };
    }

    /** 200 with each text as one chunk. */
    static Answer chunked(String... chunks) {
        return (request, connection) -> {
            connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (String chunk : chunks) {
                byte[] bytes = chunk.getBytes(UTF_8);
                connection.send(Integer.toHexString(bytes.length) + "\r\n");
                connection.send(bytes);
                connection.send("\r\n");
            }
            connection.send("0\r\n\r\n");
        };
    }

    /** Says nothing until the peer ends the connection. */
    static Answer stall() {
        return (request, connection) -> connection.awaitPeerEnd();
    }

    /** Sends these bytes and resets the connection. */
    static Answer resetAfter(String text) {
        return raw(text).then((request, connection) -> connection.reset());
    }

    /** Sends these bytes and closes the connection. */
    static Answer closeAfter(String text) {
        return raw(text).thenClose();
    }

    /** Sends these bytes, ends its own direction, and goes on reading. */
    static Answer halfCloseAfter(String text) {
        return raw(text).then((request, connection) -> connection.halfClose());
    }

    /** This answer as soon as the head is there; the body is read and thrown away afterwards. */
    static Answer onHead(Answer answer) {
        return new Answer() {
            @Override
            public void answer(RawRequest request, OriginConnection connection) throws IOException {
                answer.answer(request, connection);
            }

            @Override
            public boolean readsBodyFirst() {
                return false;
            }
        };
    }

    /** This answer once the test opens the gate. */
    default Answer behind(Gate gate) {
        return (request, connection) -> {
            gate.pass();
            answer(request, connection);
        };
    }

    default Answer then(Answer next) {
        return (request, connection) -> {
            answer(request, connection);
            next.answer(request, connection);
        };
    }

    default Answer thenClose() {
        return then((request, connection) -> connection.close());
    }

    private static String head(String status, long length, String... fieldLines) {
        StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append("\r\n");
        Arrays.stream(fieldLines).forEach(line -> head.append(line).append("\r\n"));
        return head.append("Content-Length: ").append(length).append("\r\n\r\n").toString();
    }
}
