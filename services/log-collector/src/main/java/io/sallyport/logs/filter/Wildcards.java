package io.sallyport.logs.filter;

import java.util.List;
import java.util.stream.Stream;

/**
 * A text with places where anything may stand.
 *
 * @param parts what stands between these places, two or more; empty ones at an end where a place is there
 */
record Wildcards(List<String> parts) {
    private static final char ESCAPE = '\\';

    Wildcards {
        parts = List.copyOf(parts);
    }

    /** The same with anything before and behind it. */
    Wildcards within() {
        return new Wildcards(
                Stream.of(List.of(""), parts, List.of("")).flatMap(List::stream).toList());
    }

    /** Whether all of the text is that. */
    boolean match(String text) {
        String first = parts.get(0);
        String last = parts.get(parts.size() - 1);
        if (text.length() < first.length() + last.length() || !text.startsWith(first) || !text.endsWith(last)) {
            return false;
        }
        // The leftmost place of each part leaves most room for the next one.
        int from = first.length();
        int end = text.length() - last.length();
        for (String part : parts.subList(1, parts.size() - 1)) {
            int found = text.indexOf(part, from);
            if (found < 0 || found + part.length() > end) {
                return false;
            }
            from = found + part.length();
        }
        return true;
    }

    /** Writes what follows the column or expression. */
    void write(SqlCondition sql) {
        StringBuilder pattern = new StringBuilder();
        boolean escaped = false;
        for (int i = 0; i < parts.size(); i++) {
            pattern.append(i == 0 ? "" : "%");
            for (char c : parts.get(i).toCharArray()) {
                if (c == '%' || c == '_' || c == ESCAPE) {
                    pattern.append(ESCAPE);
                    escaped = true;
                }
                pattern.append(c);
            }
        }
        // Without the clause a backslash is a character like others, and the pattern is quicker.
        sql.text(" LIKE ").value(pattern.toString()).text(escaped ? " ESCAPE '\\'" : "");
    }
}
