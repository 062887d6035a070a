package io.sallyport.routing.conceal;

/**
 * {@code Link} (<a href="https://datatracker.ietf.org/doc/html/rfc8288#section-3">RFC 8288 section 3</a>): the targets
 * between angle brackets and the URL in {@code anchor}. Everything else passes character by character, so that what we
 * do not understand stays as it came.
 */
final class LinkRewrite {
    private static final String ANCHOR = "anchor";

    private final UrlRewrite urls;

    LinkRewrite(UrlRewrite urls) {
        this.urls = urls;
    }

    String rewrite(String value, OurAddress ours) {
        StringBuilder text = new StringBuilder(value.length() + 32);
        int at = 0;
        while (at < value.length()) {
            char c = value.charAt(at);
            int end = c == '<' ? value.indexOf('>', at) : c == '"' ? closingQuote(value, at) : -1;
            if (end < 0) {
                text.append(c);
                at++;
                continue;
            }
            String inner = value.substring(at + 1, end);
            boolean isUrl = c == '<' || isAnchor(value, at);
            text.append(c).append(isUrl ? urls.rewrite(inner, ours) : inner).append(value.charAt(end));
            at = end + 1;
        }
        String result = text.toString();
        return result.equals(value) ? value : result;
    }

    /** The quote that ends a quoted string, or -1 when none does. */
    private static int closingQuote(String value, int open) {
        for (int i = open + 1; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                return i;
            }
        }
        return -1;
    }

    /** Whether what stands before a quote is the parameter whose value is a URL. */
    private static boolean isAnchor(String value, int quote) {
        int end = blanksBefore(value, quote);
        if (end == 0 || value.charAt(end - 1) != '=') {
            return false;
        }
        end = blanksBefore(value, end - 1);
        int start = end - ANCHOR.length();
        return start > 0
                && value.regionMatches(true, start, ANCHOR, 0, ANCHOR.length())
                && (value.charAt(start - 1) == ';'
                        || value.charAt(start - 1) == ' '
                        || value.charAt(start - 1) == '\t');
    }

    private static int blanksBefore(String value, int from) {
        int at = from;
        while (at > 0 && (value.charAt(at - 1) == ' ' || value.charAt(at - 1) == '\t')) {
            at--;
        }
        return at;
    }
}
