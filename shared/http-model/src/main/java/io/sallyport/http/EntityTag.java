package io.sallyport.http;

import java.util.ArrayList;
import java.util.List;

/**
 * An entity tag exactly as it was sent (<a href="https://datatracker.ietf.org/doc/html/rfc9110#section-8.8.3">RFC 9110
 * section 8.8.3</a>). A malformed tag, such as one without quotes, is kept and compared character by character: it is
 * of use to its sender, and refusing it would only cost validations.
 *
 * @param text with the quotes and the weakness mark, without spaces around
 */
public record EntityTag(String text) {
    public EntityTag {
        text = text.strip();
    }

    /** The mark is {@code W/} in upper case; anything else is part of a malformed tag. */
    public boolean isWeak() {
        return text.startsWith("W/\"");
    }

    /** Same tag, whatever the strength (<a href="https://datatracker.ietf.org/doc/html/rfc9110#section-8.8.3.2">RFC 9110 section 8.8.3.2</a>). */
    public boolean weaklyEquals(EntityTag other) {
        int from = isWeak() ? 2 : 0;
        int otherFrom = other.isWeak() ? 2 : 0;
        int length = text.length() - from;
        return length == other.text.length() - otherFrom && text.regionMatches(from, other.text, otherFrom, length);
    }

    /** Same tag, and both strong. */
    public boolean stronglyEquals(EntityTag other) {
        return !isWeak() && !other.isWeak() && text.equals(other.text);
    }

    /** Whether a line of the field is the {@code *} that stands for any tag. */
    public static boolean isAny(List<String> lines) {
        return lines.size() == 1 && lines.get(0).strip().equals("*");
    }

    /** The members of If-Match or If-None-Match over all lines. A comma inside quotes belongs to its tag. */
    public static List<EntityTag> list(List<String> lines) {
        List<EntityTag> tags = new ArrayList<>(lines.size());
        for (String line : lines) {
            int start = 0;
            while (start < line.length()) {
                int end = memberEnd(line, start);
                String member = line.substring(start, end).strip();
                if (!member.isEmpty()) {
                    tags.add(new EntityTag(member));
                }
                start = end + 1;
            }
        }
        return tags;
    }

    /** A backslash is an ordinary character here. A quote that is never closed is one too. */
    private static int memberEnd(String line, int start) {
        int at = start;
        while (at < line.length() && line.charAt(at) != ',') {
            int close = line.charAt(at) == '"' ? line.indexOf('"', at + 1) : at;
            at = Math.max(at, close) + 1;
        }
        return Math.min(at, line.length());
    }

    @Override
    public String toString() {
        return text;
    }
}
