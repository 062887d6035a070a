package io.sallyport.http;

import java.util.ArrayList;
import java.util.List;

/**
 * A list of strings of structured fields (<a href="https://datatracker.ietf.org/doc/html/rfc9651#section-3.1">RFC 9651 section
 * 3.1</a>), read as strictly as the standard asks: one wrong character or a member of another kind, and there is no list.
 * Parameters are checked and thrown away.
 */
public final class StructuredStrings {
    /** More members than any real field has. */
    private static final int MAX_MEMBERS = 1024;

    private StructuredStrings() {}

    /** The members in their order; {@code null} when the lines are no list of strings, or one of more than 1024. */
    public static List<String> parse(List<String> lines) {
        StructuredReader in = new StructuredReader(String.join(",", lines));
        List<String> members = new ArrayList<>();
        in.skipSpaces();
        boolean more = !in.atEnd();
        while (more) {
            String member = in.text();
            if (member == null || !in.parameters() || members.size() == MAX_MEMBERS) {
                return null;
            }
            members.add(member);
            in.skipBlanks();
            more = !in.atEnd();
            if (more && !in.comma()) {
                return null;
            }
        }
        return members;
    }
}
