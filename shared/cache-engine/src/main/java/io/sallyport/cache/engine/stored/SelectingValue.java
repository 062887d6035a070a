package io.sallyport.cache.engine.stored;

import io.sallyport.http.HeaderView;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Values of selecting fields in a normal form: two values that differ only where the field's grammar gives the
 * difference no meaning become equal (<a href="https://datatracker.ietf.org/doc/html/rfc9111#section-4.1">RFC 9111
 * section 4.1</a>). Lines are joined and blanks around commas go for every field; Accept-Encoding and
 * Accept-Language also lose letter case and the order of their members.
 */
public final class SelectingValue {
    private SelectingValue() {}

    /** All lines as one value; {@code null} when the request has no such field. */
    public static @Nullable String joined(HeaderView request, String name) {
        List<String> lines = request.all(name);
        return switch (lines.size()) {
            case 0 -> null;
            case 1 -> lines.get(0);
            default -> String.join(", ", lines);
        };
    }

    /** @param name lower case */
    public static String normal(String name, String value) {
        boolean unordered = name.equals("accept-encoding") || name.equals("accept-language");
        return unordered ? sorted(value) : tight(value);
    }

    /** Without blanks at the ends and around commas; what is inside quotes stays. */
    private static String tight(String value) {
        StringBuilder text = new StringBuilder(value.length());
        boolean quoted = false;
        int blanks = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (!quoted && (c == ' ' || c == '\t')) {
                blanks++;
                continue;
            }
            boolean afterComma = text.isEmpty() || (!quoted && text.charAt(text.length() - 1) == ',');
            if (blanks > 0 && c != ',' && !afterComma) {
                text.append(value, i - blanks, i);
            }
            blanks = 0;
            quoted ^= c == '"';
            text.append(c);
        }
        return text.toString();
    }

    private static String sorted(String value) {
        String[] members = value.toLowerCase(Locale.ROOT).split(",", -1);
        for (int i = 0; i < members.length; i++) {
            members[i] = members[i].replace(" ", "").replace("\t", "");
        }
        Arrays.sort(members);
        return String.join(",", members);
    }
}
