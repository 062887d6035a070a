package io.sallyport.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A dictionary of structured fields (<a href="https://datatracker.ietf.org/doc/html/rfc9651#section-3.2">RFC 9651 section
 * 3.2</a>), read as strictly as the standard asks: one wrong character anywhere and there is no dictionary at all.
 * Parameters are checked and thrown away.
 */
public final class StructuredDictionary {
    /** More members than any real field has. */
    private static final int MAX_MEMBERS = 64;

    /** What a member's value is. */
    public enum Kind {
        INTEGER,
        DECIMAL,
        STRING,
        TOKEN,
        BYTES,
        BOOLEAN,
        DATE,
        DISPLAY_STRING,
        INNER_LIST
    }

    /**
     * The value of a member.
     *
     * @param number of an integer or a date; 1 for true, 0 for false and for every other kind
     * @param text   of a string, without quotes and backslashes before them; empty for every other kind
     */
    public record Value(Kind kind, long number, String text) {
        static final Value TRUE = new Value(Kind.BOOLEAN, 1);

        Value(Kind kind, long number) {
            this(kind, number, "");
        }
    }

    private StructuredDictionary() {}

    /** The members in their order, the last of two that have one name; {@code null} when the lines are no dictionary. */
    public static Map<String, Value> parse(List<String> lines) {
        StructuredReader in = new StructuredReader(String.join(",", lines));
        Map<String, Value> members = new LinkedHashMap<>();
        in.skipSpaces();
        boolean more = !in.atEnd();
        while (more) {
            String key = in.key();
            if (key == null || !member(in, key, members) || members.size() > MAX_MEMBERS) {
                return null;
            }
            in.skipBlanks();
            more = !in.atEnd();
            if (more && !in.comma()) {
                return null;
            }
        }
        return members;
    }

    private static boolean member(StructuredReader in, String key, Map<String, Value> members) {
        Value value = Value.TRUE;
        if (in.take('=')) {
            value = in.itemOrInnerList();
        } else if (!in.parameters()) {
            value = null;
        }
        members.remove(key);
        members.put(key, value);
        return value != null;
    }
}
