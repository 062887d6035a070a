package io.sallyport.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One member of a field such as Accept or Accept-Encoding with its weight (<a
 * href="https://datatracker.ietf.org/doc/html/rfc9110#section-12.4.2">RFC 9110 section 12.4.2</a>).
 *
 * @param value  in lower case, without parameters
 * @param weight in thousandths: 1000 without one, 0 for "not acceptable"
 */
public record Weighted(String value, int weight) {
    /** More than this many members nobody means. */
    private static final int MAX_MEMBERS = 64;

    private static final int MALFORMED = -1;

    /** The members of all lines in order. One whose weight is none by the grammar is left out. */
    public static List<Weighted> list(List<String> lines) {
        List<Weighted> members = new ArrayList<>();
        for (String line : lines) {
            int start = 0;
            while (start < line.length() && members.size() < MAX_MEMBERS) {
                int comma = line.indexOf(',', start);
                int end = comma < 0 ? line.length() : comma;
                add(line.substring(start, end), members);
                start = end + 1;
            }
        }
        return members;
    }

    private static void add(String member, List<Weighted> members) {
        int semicolon = member.indexOf(';');
        String value = (semicolon < 0 ? member : member.substring(0, semicolon)).strip();
        int weight = semicolon < 0 ? 1000 : weight(member, semicolon);
        if (!value.isEmpty() && weight != MALFORMED) {
            members.add(new Weighted(value.toLowerCase(Locale.ROOT), weight));
        }
    }

    /** The parameter {@code q} among those that follow the first semicolon. */
    private static int weight(String member, int semicolon) {
        int start = semicolon + 1;
        while (start <= member.length()) {
            int next = member.indexOf(';', start);
            int end = next < 0 ? member.length() : next;
            String parameter = member.substring(start, end).strip();
            if (parameter.regionMatches(true, 0, "q=", 0, 2)) {
                return qvalue(parameter.substring(2));
            }
            start = end + 1;
        }
        return 1000;
    }

    /** {@code 0} or {@code 1} with up to three decimals, those of 1 being zeros. */
    private static int qvalue(String text) {
        boolean shaped = !text.isEmpty()
                && text.length() <= 5
                && (text.charAt(0) == '0' || text.charAt(0) == '1')
                && (text.length() == 1 || text.charAt(1) == '.');
        if (!shaped) {
            return MALFORMED;
        }
        int value = text.charAt(0) - '0';
        for (int i = 2; i < 5; i++) {
            int digit = i < text.length() ? text.charAt(i) - '0' : 0;
            if (digit < 0 || digit > 9) {
                return MALFORMED;
            }
            value = value * 10 + digit;
        }
        return value > 1000 ? MALFORMED : value;
    }
}
