package io.sallyport.edge.fingerprint;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * An HTTP/1.1 answer read as far as it goes: this reader refuses nothing, since a leak in a broken answer is one too.
 *
 * @param status   0 when the first line has none
 * @param fields   of the head, in order
 * @param body     without chunk sizes; one character for each byte
 * @param trailers fields after the last chunk
 */
record ProbeAnswer(int status, List<Field> fields, String body, List<Field> trailers) {
    /** One field line. */
    record Field(String name, String value) {}

    static ProbeAnswer parse(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        String head = end < 0 ? text : text.substring(0, end);
        String rest = end < 0 ? "" : text.substring(end + 4);
        int status = status(head);
        if (status >= 100 && status < 200 && status != 101 && !rest.isEmpty()) {
            return parse(rest.getBytes(StandardCharsets.ISO_8859_1));
        }
        int line = head.indexOf("\r\n");
        List<Field> fields = fields(line < 0 ? "" : head.substring(line + 2));
        boolean chunked = fields.stream()
                .anyMatch(field -> field.name().equalsIgnoreCase("transfer-encoding")
                        && field.value().equalsIgnoreCase("chunked"));
        return chunked ? unchunked(status, fields, rest) : new ProbeAnswer(status, fields, rest, List.of());
    }

    private static int status(String head) {
        boolean http = head.startsWith("HTTP/1.") && head.length() >= 12;
        String digits = http ? head.substring(9, 12) : "";
        return digits.chars().allMatch(Character::isDigit) && !digits.isEmpty() ? Integer.parseInt(digits) : 0;
    }

    private static List<Field> fields(String lines) {
        List<Field> fields = new ArrayList<>();
        for (String line : lines.split("\r\n")) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.add(new Field(
                        line.substring(0, colon), line.substring(colon + 1).strip()));
            }
        }
        return fields;
    }

    private static ProbeAnswer unchunked(int status, List<Field> fields, String rest) {
        StringBuilder body = new StringBuilder(rest.length());
        int at = 0;
        int size = -1;
        while (size != 0) {
            int line = rest.indexOf("\r\n", at);
            size = line < 0 ? 0 : size(rest.substring(at, line));
            at = line < 0 ? rest.length() : line + 2;
            int end = Math.min(rest.length(), at + size);
            body.append(rest, at, end);
            at = size == 0 ? at : Math.min(rest.length(), end + 2);
        }
        return new ProbeAnswer(status, fields, body.toString(), fields(rest.substring(at)));
    }

    private static int size(String text) {
        int size = 0;
        for (int i = 0; i < Math.min(7, text.length()); i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0) {
                return size;
            }
            size = size * 16 + digit;
        }
        return size;
    }
}
