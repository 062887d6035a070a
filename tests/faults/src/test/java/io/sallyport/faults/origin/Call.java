package io.sallyport.faults.origin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A request as an {@link Origin} got it. The proxy's requests are well-formed, which others test; what is not is an IOException.
 *
 * @param fields names in lower case
 */
record Call(String method, String target, Map<String, String> fields, String body) {
    private static final int HEAD = 64 * 1024;
    private static final int BODY = 1024 * 1024;

    /** Null at the end of the connection. */
    static Call read(InputStream in) throws IOException {
        String start = line(in);
        if (start == null) {
            return null;
        }
        String[] words = start.split(" ");
        if (words.length != 3) {
            throw new IOException("not a request: " + start);
        }
        Map<String, String> fields = new HashMap<>();
        for (String line = mustHave(in); !line.isEmpty(); line = mustHave(in)) {
            int colon = line.indexOf(':');
            fields.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).trim());
        }
        return new Call(words[0], words[1], fields, body(in, fields));
    }

    String field(String name) {
        return fields.getOrDefault(name, "");
    }

    private static String body(InputStream in, Map<String, String> fields) throws IOException {
        if (fields.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked")) {
            return chunks(in);
        }
        return exactly(in, Integer.parseInt(fields.getOrDefault("content-length", "0")));
    }

    private static String chunks(InputStream in) throws IOException {
        StringBuilder body = new StringBuilder();
        for (int size = size(in); size > 0; size = size(in)) {
            body.append(exactly(in, size));
            mustHave(in);
        }
        while (!mustHave(in).isEmpty()) {
            // Trailers are nothing to us.
        }
        return body.toString();
    }

    private static int size(InputStream in) throws IOException {
        return Integer.parseInt(mustHave(in).trim(), 16);
    }

    private static String exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(Math.min(length, BODY));
        if (bytes.length < length) {
            throw new EOFException("body of " + length + " ended behind " + bytes.length);
        }
        return new String(bytes, ISO_8859_1);
    }

    private static String mustHave(InputStream in) throws IOException {
        String line = line(in);
        if (line == null) {
            throw new EOFException();
        }
        return line;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return null;
            }
            line.append((char) next);
            if (line.length() > HEAD) {
                throw new IOException("too long");
            }
        }
        return line.toString().stripTrailing();
    }
}
