package io.sallyport.testkit;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads HTTP/1 messages byte by byte off a stream and never one byte too many, so that what follows is the next reader's.
 *
 * <p>Forgiving in what it reads (a bare line feed ends a line), but every departure from the grammar is noted in the
 * message. Body framing follows <a href="https://datatracker.ietf.org/doc/html/rfc9112#section-6.3">RFC 9112 section 6.3</a>.
 */
final class MessageReader {
    /** Bytes of a body that are kept; what is beyond is counted and dropped, so that a 1 GB body needs no memory. */
    static final int KEPT = 16 << 20;

    private static final int LINE_LIMIT = 1 << 20;

    private final InputStream in;

    MessageReader(InputStream in) {
        this.in = in;
    }

    /** The next request, or null if the stream ends before its first byte. */
    RawRequest requestHead() throws IOException {
        List<String> violations = new ArrayList<>();
        RawMessage.Head head = head(violations);
        if (head == null) {
            return null;
        }
        new MessageGrammar(violations).request(head);
        return new RawRequest(head, RawMessage.Body.none(violations));
    }

    RawRequest requestBody(RawRequest request) throws IOException {
        return new RawRequest(request.parsedHead(), new BodyReader(request).read(false));
    }

    /** The next response's head, interim responses (1xx) included. */
    RawResponse responseHead() throws IOException {
        List<String> violations = new ArrayList<>();
        RawMessage.Head head = head(violations);
        if (head == null) {
            throw new EOFException("connection ended before a response");
        }
        new MessageGrammar(violations).response(head);
        return new RawResponse(head, RawMessage.Body.none(violations));
    }

    RawResponse responseBody(RawResponse response, String requestMethod) throws IOException {
        int status = response.status();
        boolean tunnel = requestMethod.equals("CONNECT") && status / 100 == 2;
        boolean empty = requestMethod.equals("HEAD") || status / 100 == 1 || status == 204 || status == 304;
        return empty || tunnel ? response : new RawResponse(response.parsedHead(), new BodyReader(response).read(true));
    }

    private RawMessage.Head head(List<String> violations) throws IOException {
        StringBuilder text = new StringBuilder();
        String startLine = line(text, violations);
        if (startLine == null) {
            return null;
        }
        List<RawField> fields = fields(text, violations);
        return new RawMessage.Head(text.toString(), startLine, fields);
    }

    /** Field lines up to and including the empty line. */
    private List<RawField> fields(StringBuilder text, List<String> violations) throws IOException {
        MessageGrammar grammar = new MessageGrammar(violations);
        List<RawField> fields = new ArrayList<>();
        String line = line(text, violations);
        while (line != null && !line.isEmpty()) {
            RawField field = grammar.field(line);
            if (field != null) {
                fields.add(field);
            }
            line = line(text, violations);
        }
        if (line == null) {
            throw new EOFException("connection ended inside a head: " + text);
        }
        return fields;
    }

    /** One line without its line end, which goes to {@code text} too; null at the end of the stream. */
    private String line(StringBuilder text, List<String> violations) throws IOException {
        int start = text.length();
        int b = in.read();
        if (b < 0) {
            return null;
        }
        while (b != '\n') {
            if (b < 0 || text.length() - start > LINE_LIMIT) {
                throw new EOFException("no line end after: " + text.substring(start));
            }
            text.append((char) b);
            b = in.read();
        }
        text.append('\n');
        int end = text.length() - 1;
        boolean crlf = end > start && text.charAt(end - 1) == '\r';
        if (!crlf) {
            violations.add("line end: found a bare line feed after '" + text.substring(start, end) + "'");
        }
        return text.substring(start, crlf ? end - 1 : end);
    }

    /** One body; a failing or ending connection makes it incomplete, which is an answer and no exception. */
    private final class BodyReader {
        private final RawMessage message;
        private final List<String> violations;
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private final byte[] buffer = new byte[8192];
        private List<RawField> trailers = List.of();
        private long length;

        BodyReader(RawMessage message) {
            this.message = message;
            this.violations = new ArrayList<>(message.violations());
        }

        RawMessage.Body read(boolean untilCloseIfUnframed) throws IOException {
            boolean complete;
            if (isChunked()) {
                complete = chunks();
            } else if (message.field("Content-Length").isPresent()) {
                complete = bytes(Long.parseLong(message.field("Content-Length").orElseThrow()));
            } else if (untilCloseIfUnframed) {
                complete = !bytes(Long.MAX_VALUE);
            } else {
                complete = true;
            }
            return new RawMessage.Body(kept.toByteArray(), length, trailers, complete, List.copyOf(violations));
        }

        private boolean isChunked() {
            return message.values("Transfer-Encoding").stream()
                    .anyMatch(coding -> coding.toLowerCase(Locale.ROOT).contains("chunked"));
        }

        /** Reads that many bytes; false if the stream ended first. */
        private boolean bytes(long wanted) throws IOException {
            long left = wanted;
            while (left > 0) {
                int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
                if (read < 0) {
                    return false;
                }
                kept.write(buffer, 0, Math.min(read, KEPT - kept.size()));
                length += read;
                left -= read;
            }
            return true;
        }

        private boolean chunks() throws IOException {
            try {
                long size = chunkSize();
                while (size > 0) {
                    if (!bytes(size)) {
                        return false;
                    }
                    String end = line(new StringBuilder(), violations);
                    new MessageGrammar(violations).check("".equals(end), "chunk end", String.valueOf(end));
                    size = chunkSize();
                }
                trailers = List.copyOf(fields(new StringBuilder(), violations));
                return true;
            } catch (EOFException cutOff) {
                return false;
            }
        }

        private long chunkSize() throws IOException {
            String line = line(new StringBuilder(), violations);
            if (line == null) {
                throw new EOFException("no last chunk");
            }
            String digits = line.split(";", 2)[0];
            if (!digits.matches("[0-9a-fA-F]{1,15}")) {
                violations.add("chunk size: found '" + line + "'");
                throw new EOFException("no chunk size");
            }
            return Long.parseLong(digits, 16);
        }
    }
}
