package io.sallyport.policy.engine.list;

import java.text.Normalizer;
import org.jspecify.annotations.Nullable;

/**
 * Names in other scripts, in the form in which they are asked for: the mapping of <a
 * href="https://www.unicode.org/reports/tr46/">UTS 46</a>, non-transitional as in browsers, then Punycode. The JDK's own
 * {@code java.net.IDN} is of 2003: it takes {@code ß} for {@code ss}, and so would list another site than the one that is
 * meant. Made from the JDK's case and normalisation tables, whose Unicode is newer. What is mapped alike by both needs no
 * table here.
 */
final class InternationalNames {
    private static final int MAX_CHARS = 253;
    private static final String PREFIX = "xn--";
    private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
    private static final int ZERO_WIDTH_JOINER = 0x200d;

    private InternationalNames() {}

    /** ASCII, or {@code null} when there can be no such name. Other rules for names are not looked at. */
    static @Nullable String toAscii(String text) {
        if (text.length() > MAX_CHARS) {
            return null;
        }
        String mapped = folded(Normalizer.normalize(folded(text), Normalizer.Form.NFKC));
        String name = Normalizer.normalize(mapped, Normalizer.Form.NFC);
        StringBuilder ascii = new StringBuilder(name.length() + PREFIX.length());
        int from = 0;
        for (int dot = name.indexOf('.'); from <= name.length(); dot = name.indexOf('.', from)) {
            int end = dot < 0 ? name.length() : dot;
            if (!label(name.substring(from, end), ascii)) {
                return null;
            }
            ascii.append(dot < 0 ? "" : ".");
            from = end + 1;
        }
        return ascii.toString();
    }

    private static String folded(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        text.codePoints().forEach(c -> fold(c, folded));
        return folded.toString();
    }

    private static void fold(int c, StringBuilder into) {
        if (isFullStop(c)) {
            into.append('.');
        } else if (c == 'İ') {
            into.append("i\u0307"); // the one capital whose small form is two characters
        } else if (!isIgnored(c)) {
            into.appendCodePoint(Character.toLowerCase(c));
        }
    }

    private static boolean isFullStop(int c) {
        return c == '\u3002' || c == '\uff0e' || c == '\uff61';
    }

    /** Soft hyphen, joiners that join nothing, marks that choose a glyph. */
    private static boolean isIgnored(int c) {
        return c == 0xad
                || c == 0x34f
                || (c >= 0x180b && c <= 0x180d)
                || c == 0x180f
                || c == 0x200b
                || c == 0x2060
                || c == 0x2064
                || (c >= 0xfe00 && c <= 0xfe0f)
                || c == 0xfeff
                || (c >= 0xe0100 && c <= 0xe01ef);
    }

    private static boolean label(String label, StringBuilder into) {
        int[] points = label.codePoints().toArray();
        boolean ascii = true;
        for (int i = 0; i < points.length; i++) {
            ascii &= points[i] < 128;
            if (!isAllowed(points[i], i == 0)) {
                return false;
            }
        }
        if (ascii) {
            into.append(label);
            return true;
        }
        return !label.startsWith(PREFIX) && Punycode.encode(points, into.append(PREFIX));
    }

    private static boolean isAllowed(int c, boolean first) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> false;
            case Character.FORMAT -> c == ZERO_WIDTH_JOINER || c == ZERO_WIDTH_NON_JOINER;
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> !first;
            default -> true;
        };
    }
}
