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

    /** Whether the name is there more than once; which one counts is then up to the server. */
    public static boolean isRepeated(HeaderView headers, String name) {
        int count = 0;
        for (String line : headers.all("cookie")) {
            int at = find(line, name, 0);
            while (at >= 0) {
                count++;
                at = find(line, name, cookieAfter(line, at));
            }
        }
        return count > 1;
    }

    /**
     * Whether servers may differ about a cookie of this name. Some end a cookie at a blank or a comma too, and some not at
     * a semicolon between quotes: {@code a=1, name=2} and {@code a="1; name=2"}.
     */
    public static boolean isAmbiguous(HeaderView headers, String name) {
        for (String line : headers.all("cookie")) {
            if (isAmbiguous(line, name)) {
                return true;
            }
        }
        return false;
    }

    /** One pass: a client may name the cookie ten thousand times. */
    private static boolean isAmbiguous(String line, String name) {
        boolean openQuote = false;
        int read = 0;
        for (int at = line.indexOf(name + "="); at >= 0; at = line.indexOf(name + "=", at + 1)) {
            for (; read < at; read++) {
                openQuote ^= line.charAt(read) == '"';
            }
            int before = trimBlanks(line, 0, at);
            boolean begins = before == 0 || line.charAt(before - 1) == ';';
            boolean apart = before < at || before == 0 || ",\"".indexOf(line.charAt(before - 1)) >= 0;
            if (begins ? openQuote : apart) {
                return true;
            }
        }
        return false;
    }

    /** The same in one line of the field, such as {@code a=1; b=2}. */
    public static String value(String line, String name) {
        int at = find(line, name, 0);
        if (at < 0) {
            return null;
        }
        int semicolon = line.indexOf(';', at);
        return line.substring(at, trimBlanks(line, at, semicolon < 0 ? line.length() : semicolon));
    }

    /** Where the value of the next cookie of this name begins; -1 when there is none. */
    private static int find(String line, String name, int from) {
        int start = from;
        while (start < line.length()) {
            int semicolon = line.indexOf(';', start);
            int end = semicolon < 0 ? line.length() : semicolon;
            int begin = skipBlanks(line, start, end);
            int equals = begin + name.length();
            if (!name.isEmpty() && equals < end && line.charAt(equals) == '=' && line.startsWith(name, begin)) {
                return equals + 1;
            }
            start = end + 1;
        }
        return -1;
    }

    private static int cookieAfter(String line, int from) {
        int semicolon = line.indexOf(';', from);
        return semicolon < 0 ? line.length() : semicolon + 1;
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
