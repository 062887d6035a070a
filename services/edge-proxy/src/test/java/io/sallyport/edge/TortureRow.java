package io.sallyport.edge;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * One hostile request of {@code torture/http1-requests.txt}, whose head says how it is written.
 *
 * @param row      of the list that it belongs to, such as {@code a13}
 * @param expected {@code refuse}, {@code clean}, {@code codec}, {@code late} or {@code host}
 * @param written  the bytes with escapes and what stands for other text
 */
record TortureRow(String row, String expected, String name, String written) {
    static final String CANARY = "GET /canary HTTP/1.1\r\nHost: c.test\r\n\r\n";

    static List<TortureRow> all() {
        try (InputStream file = TortureRow.class.getResourceAsStream("/torture/http1-requests.txt")) {
            return new String(file.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(TortureRow::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TortureRow parse(String line) {
        String[] parts = line.split(" \\| ", 4);
        return new TortureRow(parts[0], parts[1], parts[2], parts[3]);
    }

    /**
     * The bytes as Latin-1.
     *
     * @param root of the origin, as a request line has it that goes through a forward proxy; {@code null} on the reverse side
     */
    String bytes(String root) {
        return repeated(written.translateEscapes())
                .replace("{canary}", CANARY)
                .replace("{n}", String.valueOf(CANARY.length()))
                .replace("{hex}", Integer.toHexString(CANARY.length()))
                .replace("{target}", root == null ? "/" : root)
                .replace("{absolute}", root == null ? "http://t.test/" : root);
    }

    private static String repeated(String text) {
        int open = text.indexOf('{');
        while (open >= 0) {
            int close = text.indexOf('}', open);
            int star = text.lastIndexOf('*', close);
            if (star > open) {
                int times = Integer.parseInt(text.substring(star + 1, close));
                String piece = text.substring(open + 1, star).repeat(times);
                return repeated(text.substring(0, open) + piece + text.substring(close + 1));
            }
            open = text.indexOf('{', close);
        }
        return text;
    }

    @Override
    public String toString() {
        return row + " " + name;
    }
}
