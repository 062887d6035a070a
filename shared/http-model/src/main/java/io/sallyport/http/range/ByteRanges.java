package io.sallyport.http.range;

import java.util.ArrayList;
import java.util.List;

/**
 * The parts of a body that a Range field asks for, fitted to the body's length (<a
 * href="https://datatracker.ietf.org/doc/html/rfc9110#section-14.1.2">RFC 9110 section 14.1.2</a>). Those that touch are
 * one (section 15.3.7.2), so that all together are never longer than the body.
 *
 * @param parts       in the order of the request; empty when no byte of the body is asked for: 416
 * @param askedSeveral whether the request asked for more than one part; only then may the answer have several
 */
public record ByteRanges(List<ByteRange> parts, boolean askedSeveral) {
    /** Most parts of a request; one with more is answered as if it asked for none. */
    public static final int MAX = 16;

    /** Two parts may overlap; more that do are an attack or a defect (section 14.2). */
    private static final int MAX_OVERLAPS = 1;

    private static final String UNIT = "bytes=";

    public ByteRanges {
        parts = List.copyOf(parts);
    }

    /**
     * Reads a field's value.
     *
     * @param length bytes of the body
     * @return {@code null} for what is to be answered as if it had not been asked: another unit, a range that is none
     *     anywhere, more than {@link #MAX} ranges, or more than two that overlap each other
     */
    public static ByteRanges parse(String field, long length) {
        if (!isBytes(field)) {
            return null;
        }
        List<ByteRange> parts = new ArrayList<>(2);
        int asked = 0;
        int overlaps = 0;
        for (int at = UNIT.length(); at <= field.length(); ) {
            int comma = field.indexOf(',', at);
            int end = comma < 0 ? field.length() : comma;
            String member = field.substring(at, end).strip();
            at = end + 1;
            if (member.isEmpty()) {
                continue;
            }
            RangeSpec spec = RangeSpec.parse(member);
            if (spec == null || ++asked > MAX) {
                return null;
            }
            ByteRange part = spec.fit(length);
            overlaps += part == null ? 0 : add(parts, part);
            if (overlaps > MAX_OVERLAPS) {
                return null;
            }
        }
        return asked == 0 ? null : new ByteRanges(parts, asked > 1);
    }

    /** Whether a field's value is about bytes at all; the unit's letters have no case. */
    public static boolean isBytes(String field) {
        return field.regionMatches(true, 0, UNIT, 0, UNIT.length());
    }

    /**
     * Adds a part in the place of the first that it touches, else behind all.
     *
     * @return how many it overlaps
     */
    private static int add(List<ByteRange> parts, ByteRange part) {
        int overlaps = 0;
        int place = parts.size();
        ByteRange joined = part;
        for (int i = parts.size() - 1; i >= 0; i--) {
            ByteRange other = parts.get(i);
            overlaps += other.overlaps(part) ? 1 : 0;
            if (other.touches(part)) {
                joined = joined.join(other);
                parts.remove(i);
                place = i;
            }
        }
        parts.add(Math.min(place, parts.size()), joined);
        return overlaps;
    }

    /** Whether no byte of the body is asked for: 416. */
    public boolean isUnsatisfiable() {
        return parts.isEmpty();
    }

    /** The value of Content-Range in a 416. */
    public static String unsatisfiedRange(long length) {
        return "bytes */" + length;
    }

    @Override
    public String toString() {
        return parts.toString();
    }
}
