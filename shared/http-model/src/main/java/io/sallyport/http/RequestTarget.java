package io.sallyport.http;

/**
 * The path and query of a request in the one form that policy, cache key, route and origin all get.
 *
 * @param path  starts with {@code /}, or is {@code *} (OPTIONS); dot segments are gone
 * @param query without the question mark; {@code null} when there is none
 * @param raw   both together as they go to the origin
 */
public record RequestTarget(String path, String query, String raw) {
    /**
     * Reads origin-form (RFC 9112 section 3.2.1) or {@code *}. Returns {@code null} for anything a strict reader must
     * refuse: another form, a control, space, quote, backslash or 8-bit character, a fragment, a percent sign without
     * two hex digits, an encoded NUL, a path that climbs above the root.
     */
    public static RequestTarget parse(String text) {
        if (text.equals("*")) {
            return new RequestTarget("*", null, "*");
        }
        if (text.isEmpty() || text.charAt(0) != '/') {
            return null;
        }
        int question = scan(text);
        if (question == INVALID) {
            return null;
        }
        String path = question < 0 ? text : text.substring(0, question);
        String query = question < 0 ? null : text.substring(question + 1);
        return DotSegments.mayHave(path) ? normalised(path, query) : new RequestTarget(path, query, text);
    }

    private static final int INVALID = -2;

    private static RequestTarget normalised(String path, String query) {
        String clean = DotSegments.remove(path);
        return clean == null ? null : new RequestTarget(clean, query, query == null ? clean : clean + "?" + query);
    }

    /** The index of the first question mark, -1 without one, or {@link #INVALID}. */
    private static int scan(String text) {
        int question = -1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == '#' || c == '\\' || c == '"' || c == '<' || c == '>') {
                return INVALID;
            }
            if (c == '%' && !isEncodedByte(text, i)) {
                return INVALID;
            }
            if (c == '?' && question < 0) {
                question = i;
            }
        }
        return question;
    }

    private static boolean isEncodedByte(String text, int at) {
        if (at + 2 >= text.length()) {
            return false;
        }
        int high = Character.digit(text.charAt(at + 1), 16);
        int low = Character.digit(text.charAt(at + 2), 16);
        return high >= 0 && low >= 0 && (high | low) != 0;
    }
}
