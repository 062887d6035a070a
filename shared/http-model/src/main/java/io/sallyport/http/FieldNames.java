package io.sallyport.http;

import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * A list of field names, as in Vary and Connection, over all lines of the field.
 *
 * @param any   whether {@code *} stands anywhere in the list
 * @param names the other members: lower case, each once, sorted
 */
public record FieldNames(boolean any, List<String> names) {
    public static final FieldNames NONE = new FieldNames(false, List.of());

    public FieldNames {
        names = List.copyOf(names);
    }

    /** Empty members are dropped (<a href="https://datatracker.ietf.org/doc/html/rfc9110#section-5.6.1">RFC 9110 section 5.6.1</a>). */
    public static FieldNames parse(List<String> lines) {
        if (lines.isEmpty()) {
            return NONE;
        }
        TreeSet<String> names = new TreeSet<>();
        for (String line : lines) {
            split(line, names);
        }
        boolean any = names.remove("*");
        return new FieldNames(any, List.copyOf(names));
    }

    private static void split(String line, TreeSet<String> names) {
        int start = 0;
        while (start <= line.length()) {
            int comma = line.indexOf(',', start);
            int end = comma < 0 ? line.length() : comma;
            String name = line.substring(start, end).strip();
            if (!name.isEmpty()) {
                names.add(name.toLowerCase(Locale.ROOT));
            }
            start = end + 1;
        }
    }

    /** Whether every member is a token, as names of fields are; what is none may stand for anything. */
    public boolean areTokens() {
        for (String name : names) {
            if (!CollectedDirectives.isToken(name)) {
                return false;
            }
        }
        return true;
    }

    /** Whether a name is in the list, without regard to case. */
    public boolean contains(String name) {
        for (String member : names) {
            if (member.equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }
}
