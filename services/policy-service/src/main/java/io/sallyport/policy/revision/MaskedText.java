package io.sallyport.policy.revision;

import io.sallyport.config.Finding;
import java.util.ArrayList;
import java.util.List;

/**
 * Texts for people, without the passwords that stand in URLs. Between {@code ://} and the last {@code @} of a line or quoted
 * text everything may be a password, so all of it is hidden but the name in front; only variables without a default are shown.
 */
public final class MaskedText {
    private static final String MASK = "***";
    private static final String SCHEME_END = "://";

    private MaskedText() {}

    public static String of(String text) {
        StringBuilder masked = new StringBuilder(text.length());
        int done = 0;
        int found = text.indexOf(SCHEME_END);
        int end = -1;
        int at = -1;
        while (found >= 0) {
            int start = found + SCHEME_END.length();
            if (start > end) {
                end = end(text, start);
                at = lastAt(text, start, end);
            }
            if (at >= start) {
                masked.append(text, done, start).append(hidden(text.substring(start, at)));
                done = at;
                start = at;
            }
            found = text.indexOf(SCHEME_END, start);
        }
        return masked.append(text, done, text.length()).toString();
    }

    /** Last place that may belong to the URL whose authority begins at {@code start}. */
    private static int end(String text, int start) {
        int end = start;
        while (end < text.length() && "\n\"'".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end - 1;
    }

    /** The last at sign of a piece; -1 when it has none. */
    private static int lastAt(String text, int start, int end) {
        int at = end;
        while (at >= start && text.charAt(at) != '@') {
            at--;
        }
        return at < start ? -1 : at;
    }

    private static String hidden(String login) {
        int next = afterName(login);
        if (next == login.length()) {
            return login.contains("$") || login.isEmpty() ? login : MASK;
        }
        String password = login.substring(next + 1);
        return login.substring(0, next + 1) + (isVariable(password) ? password : MASK);
    }

    /** Where the colon behind the name is; the length when there is none. */
    private static int afterName(String login) {
        int from = login.startsWith("${") ? login.indexOf('}') : 0;
        int colon = login.indexOf(':', Math.max(0, from));
        boolean plain = from > 0 ? isVariable(login.substring(0, from + 1)) : true;
        return colon < 0 || !plain ? login.length() : colon;
    }

    /** <code>${NAME}</code> or <code>${NAME:}</code>; a default would be the password itself. */
    private static boolean isVariable(String text) {
        boolean braced = text.startsWith("${") && text.endsWith("}") && text.indexOf('}') == text.length() - 1;
        int colon = text.indexOf(':');
        return braced && (colon < 0 || colon == text.length() - 2);
    }

    /** Places where a mask stands that somebody has taken for the password. */
    public static List<Finding> masks(String file, String text) {
        List<Finding> findings = new ArrayList<>();
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            int mask = lines[i].indexOf(MASK + "@");
            if (mask > 0 && ":/".indexOf(lines[i].charAt(mask - 1)) >= 0) {
                findings.add(new Finding(
                        file,
                        i + 1,
                        mask + 1,
                        "",
                        "\"***\", which stands for a password that is not shown",
                        "the password itself, or ${NAME} for a variable of policies.yaml"));
            }
        }
        return findings;
    }
}
