package io.sallyport.http.range;

import java.util.List;

/**
 * Which part of a body a 206 brings (<a href="https://datatracker.ietf.org/doc/html/rfc9110#section-14.4">RFC 9110
 * section 14.4</a>).
 *
 * @param range  the part
 * @param length bytes of the whole body; -1 when the sender did not say
 */
public record ContentRange(ByteRange range, long length) {
    /** The length is not known. */
    public static final long UNKNOWN = -1;

    private static final String UNIT = "bytes ";

    /**
     * Reads the field.
     *
     * @return {@code null} for no field, several, another unit, the form of a 416, and for one that contradicts itself
     */
    public static ContentRange parse(List<String> lines) {
        if (lines.size() != 1) {
            return null;
        }
        String text = lines.get(0).strip();
        int dash = text.indexOf('-');
        int slash = text.indexOf('/');
        if (!text.regionMatches(true, 0, UNIT, 0, UNIT.length()) || dash < 0 || slash < dash) {
            return null;
        }
        long first = Position.parse(text, UNIT.length(), dash);
        long last = Position.parse(text, dash + 1, slash);
        boolean open = text.length() == slash + 2 && text.charAt(slash + 1) == '*';
        long length = open ? UNKNOWN : Position.parse(text, slash + 1, text.length());
        boolean valid = first >= 0 && last >= first && last < Position.MAX && (open || length > last);
        return valid ? new ContentRange(new ByteRange(first, last), length) : null;
    }
}
