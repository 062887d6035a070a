package io.sallyport.http;

import java.util.List;

/**
 * Non-negative whole seconds in fields (<a href="https://datatracker.ietf.org/doc/html/rfc9111#section-1.2.2">RFC 9111
 * section 1.2.2</a>). Too large a number becomes {@link #MAX}, never a small or negative one.
 */
public final class DeltaSeconds {
    /** What stands for every larger number: 68 years. */
    public static final long MAX = 1L << 31;

    /** What is answered for a text that is no number of seconds, or for no text. */
    public static final long INVALID = -1;

    private DeltaSeconds() {}

    /** Digits alone, any number of them; {@link #INVALID} for anything else. */
    public static long parse(String text) {
        return parse(text, 0, text.length());
    }

    static long parse(String text, int from, int to) {
        if (from >= to) {
            return INVALID;
        }
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return INVALID;
            }
            value = Math.min(MAX, value * 10 + digit);
        }
        return value;
    }

    /**
     * The Age field: the first member counts when a peer sent several
     * (<a href="https://datatracker.ietf.org/doc/html/rfc9111#section-5.1">RFC 9111 section 5.1</a>).
     */
    public static long age(List<String> lines) {
        if (lines.isEmpty()) {
            return INVALID;
        }
        String first = lines.get(0);
        int comma = first.indexOf(',');
        return parse((comma < 0 ? first : first.substring(0, comma)).strip());
    }
}
