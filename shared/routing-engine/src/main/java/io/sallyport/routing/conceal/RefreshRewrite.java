package io.sallyport.routing.conceal;

/**
 * {@code Refresh}, which no RFC defines: seconds, then {@code ;} or {@code ,}, then a URL with or without {@code url=}
 * and quotes (<a href="https://html.spec.whatwg.org/#shared-declarative-refresh-steps">as browsers read it</a>).
 */
final class RefreshRewrite {
    private RefreshRewrite() {}

    static String rewrite(String value, UrlRewrite urls, OurAddress ours) {
        int start = urlStart(value);
        if (start >= value.length()) {
            return value;
        }
        char first = value.charAt(start);
        boolean quoted = first == '"' || first == '\'';
        int from = quoted ? start + 1 : start;
        int closing = quoted ? value.indexOf(first, from) : -1;
        int end = closing < 0 ? value.length() : closing;
        String url = value.substring(from, end);
        String mapped = urls.rewrite(url, ours);
        return mapped.equals(url) ? value : value.substring(0, from) + mapped + value.substring(end);
    }

    /** Where the URL or its quote begins; the length of the value without one. */
    private static int urlStart(String value) {
        int at = blanks(value, 0);
        while (at < value.length() && (Character.isDigit(value.charAt(at)) || value.charAt(at) == '.')) {
            at++;
        }
        at = blanks(value, at);
        if (at < value.length() && (value.charAt(at) == ';' || value.charAt(at) == ',')) {
            at = blanks(value, at + 1);
        }
        if (!value.regionMatches(true, at, "url", 0, 3)) {
            return at;
        }
        int equals = blanks(value, at + 3);
        return equals < value.length() && value.charAt(equals) == '=' ? blanks(value, equals + 1) : at;
    }

    private static int blanks(String value, int from) {
        int at = from;
        while (at < value.length() && (value.charAt(at) == ' ' || value.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }
}
