package io.sallyport.http;

import java.util.List;

/**
 * Looks one cookie up in the Cookie field (<a href="https://datatracker.ietf.org/doc/html/rfc6265#section-4.2.1">RFC
 * 6265 section 4.2.1</a>) without reading the others.
 */
public final class Cookies {
    private Cookies() {}

    /**
     * The value of the first cookie of this name, as it was sent: quotes around it belong to it. {@code null} when there
     * is none. Names differ by case. HTTP/2 clients may send several lines, and all of them are looked at (<a
     * href="https://datatracker.ietf.org/doc/html/rfc9113#section-8.2.3">RFC 9113 section 8.2.3</a>).
     */
    public static String value(HeaderView headers, String name) {
        String first = headers.get("cookie");
        if (first == null) {
            return null;
        }
        String value = value(first, name);
        return value == null ? further(headers.all("cookie"), name) : value;
    }

    private static String further(List<String> lines, String name) {
        for (int i = 1; i < lines.size(); i++) {
            String value = value(lines.get(i), name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    /** The same in one line of the field, such as {@code a=1; b=2}. */
    public static String value(String line, String name) {
        int start = 0;
        while (start < line.length()) {
            int semicolon = line.indexOf(';', start);
            int end = semicolon < 0 ? line.length() : semicolon;
            int from = skipBlanks(line, start, end);
            int equals = from + name.length();
            if (!name.isEmpty() && equals < end && line.charAt(equals) == '=' && line.startsWith(name, from)) {
                return line.substring(equals + 1, trimBlanks(line, equals + 1, end));
            }
            start = end + 1;
        }
        return null;
    }

    private static int skipBlanks(String line, int from, int end) {
        int at = from;
        while (at < end && isBlank(line.charAt(at))) {
            at++;
        }
        return at;
    }

    private static int trimBlanks(String line, int from, int end) {
        int to = end;
        while (to > from && isBlank(line.charAt(to - 1))) {
            to--;
        }
        return to;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
