package io.sallyport.faults.origin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * A body that says what it answers, by whom and when, and holds its own checksum: so a client finds out a body that was changed,
 * cut, mixed up with another one's, or is too old.
 *
 * @param fields what it says
 */
public record Contents(Map<String, String> fields) {
    private static final int SUM = 8;
    private static final String PAD = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-\n";

    /** The text with that much padding, which differs with what it says. */
    public static String write(int pad, String... namesAndValues) {
        StringBuilder text = new StringBuilder(pad + 256);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            text.append(namesAndValues[i])
                    .append('=')
                    .append(namesAndValues[i + 1])
                    .append('\n');
        }
        text.append('\n');
        int shift = Math.floorMod(text.toString().hashCode(), PAD.length());
        for (int i = 0; i < pad; i += PAD.length()) {
            text.append(PAD, shift, PAD.length()).append(PAD, 0, shift);
        }
        return text + sum(text);
    }

    /** What a body says; empty when it is not whole. */
    public static Optional<Contents> read(String body) {
        int end = body.length() - SUM;
        if (end < 0 || !sum(body.substring(0, end)).equals(body.substring(end))) {
            return Optional.empty();
        }
        Map<String, String> fields = new HashMap<>();
        for (String line : body.substring(0, body.indexOf("\n\n")).split("\n")) {
            int equals = line.indexOf('=');
            fields.put(line.substring(0, equals), line.substring(equals + 1));
        }
        return Optional.of(new Contents(fields));
    }

    public String field(String name) {
        return fields.getOrDefault(name, "");
    }

    private static String sum(CharSequence text) {
        CRC32 sum = new CRC32();
        sum.update(text.toString().getBytes(ISO_8859_1));
        return String.format("%08x", sum.getValue());
    }
}
