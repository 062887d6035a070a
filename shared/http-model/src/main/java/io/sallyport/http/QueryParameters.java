package io.sallyport.http;

import java.nio.charset.StandardCharsets;

/**
 * Looks one parameter up in a query of {@code name=value} pairs between {@code &}, as HTML forms write it. Only what is
 * looked for is decoded.
 */
public final class QueryParameters {
    private QueryParameters() {}

    /**
     * The value of the first parameter of this name: percent-encoded UTF-8 and {@code +} for a blank are decoded, in the
     * name too, so that no other spelling gets past a condition. Empty without an equals sign; {@code null} when there
     * is no such parameter. Bytes that are not UTF-8 become U+FFFD; a percent sign without two hex digits stands for
     * itself.
     *
     * @param query without the question mark, or {@code null}
     * @param name  decoded
     */
    public static String first(String query, String name) {
        if (query == null) {
            return null;
        }
        int start = 0;
        while (start <= query.length()) {
            int ampersand = query.indexOf('&', start);
            int end = ampersand < 0 ? query.length() : ampersand;
            int equals = equalsSign(query, start, end);
            if (end > start && isNamed(query, start, equals, name)) {
                return equals == end ? "" : decoded(query, equals + 1, end);
            }
            start = end + 1;
        }
        return null;
    }

    /** Where the name ends: at the equals sign, or at the end of a parameter without one. */
    private static int equalsSign(String query, int start, int end) {
        int at = start;
        while (at < end && query.charAt(at) != '=') {
            at++;
        }
        return at;
    }

    private static boolean isNamed(String query, int start, int end, String name) {
        return isEncoded(query, start, end)
                ? decoded(query, start, end).equals(name)
                : end - start == name.length() && query.startsWith(name, start);
    }

    private static boolean isEncoded(String query, int start, int end) {
        for (int i = start; i < end; i++) {
            char c = query.charAt(i);
            if (c == '%' || c == '+') {
                return true;
            }
        }
        return false;
    }

    private static String decoded(String query, int start, int end) {
        if (!isEncoded(query, start, end)) {
            return query.substring(start, end);
        }
        byte[] text = query.substring(start, end).getBytes(StandardCharsets.UTF_8);
        int length = 0;
        for (int i = 0; i < text.length; i++) {
            int octet = text[i] == '%' ? octet(text, i) : -1;
            if (octet >= 0) {
                text[length++] = (byte) octet;
                i += 2;
            } else {
                text[length++] = text[i] == '+' ? (byte) ' ' : text[i];
            }
        }
        return new String(text, 0, length, StandardCharsets.UTF_8);
    }

    /** What {@code %xx} stands for, or -1 when it is not that. */
    private static int octet(byte[] text, int at) {
        if (at + 2 >= text.length) {
            return -1;
        }
        int high = Character.digit(text[at + 1], 16);
        int low = Character.digit(text[at + 2], 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }
}
