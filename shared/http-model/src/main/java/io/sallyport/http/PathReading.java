package io.sallyport.http;

/**
 * How a path may be read. A proxy that finds its route by one reading while the server behind it acts on another lets
 * requests in that it believes to have kept out ({@code /%61dmin}, {@code /public/..%2fadmin}, {@code //admin}).
 */
public final class PathReading {
    private static final String HEX = "0123456789ABCDEF";

    private PathReading() {}

    /** Whether there is only one way to read the path. Nearly every path is plain; this is cheap. */
    public static boolean isPlain(String path) {
        return path.indexOf('%') < 0 && path.indexOf(';') < 0 && !path.contains("//");
    }

    /**
     * The one spelling of all those that are equal: printable characters that need no encoding are decoded, the other
     * encoded bytes are in upper case (<a href="https://datatracker.ietf.org/doc/html/rfc3986#section-6.2.2">RFC 3986
     * section 6.2.2</a>). An encoded slash, backslash, question mark, hash or percent sign stays encoded, so that the
     * segments are those that the client wrote. A plain path is returned as it is.
     *
     * @param path each percent sign followed by two hex digits, as {@link RequestTarget} makes sure
     */
    public static String canonical(String path) {
        int percent = path.indexOf('%');
        if (percent < 0) {
            return path;
        }
        StringBuilder text = new StringBuilder(path.length()).append(path, 0, percent);
        for (int i = percent; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '%' && i + 2 < path.length()) {
                octet(text, Character.digit(path.charAt(i + 1), 16) << 4 | Character.digit(path.charAt(i + 2), 16));
                i += 2;
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    private static void octet(StringBuilder text, int octet) {
        boolean stays = octet <= ' ' || octet >= 0x7f || "/\\?#%".indexOf(octet) >= 0;
        if (stays) {
            text.append('%').append(HEX.charAt(octet >> 4 & 15)).append(HEX.charAt(octet & 15));
        } else {
            text.append((char) octet);
        }
    }

    /**
     * The path as a careless server reads it: encoded slashes and backslashes separate segments, what follows a
     * semicolon in a segment is left out, empty segments are left out, and dot segments are removed after all that.
     *
     * @param canonical as {@link #canonical} gives it
     * @return {@code null} when that climbs above the root
     */
    public static String careless(String canonical) {
        String text = canonical.replace("%2F", "/").replace("%5C", "/");
        StringBuilder kept = new StringBuilder(text.length());
        boolean parameter = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            parameter = c == ';' || (parameter && c != '/');
            boolean repeated = c == '/' && kept.length() > 0 && kept.charAt(kept.length() - 1) == '/';
            if (!parameter && !repeated) {
                kept.append(c);
            }
        }
        String path = kept.toString();
        return DotSegments.mayHave(path) ? DotSegments.remove(path) : path;
    }
}
