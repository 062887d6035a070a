package io.sallyport.contract.log.line;

import java.nio.charset.StandardCharsets;

/** Texts of strangers, made safe for a line. */
final class Escapes {
    private static final String HEX = "0123456789abcdef";

    private Escapes() {}

    /**
     * The inside of a JSON string (RFC 8259, section 7). Beside what must be, it escapes what a terminal or a reader of lines
     * may take for more than a character: DEL and C1 controls, line and paragraph separators, marks of direction, and halves of
     * surrogate pairs, which have no bytes.
     */
    static void json(StringBuilder out, String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c >= ' ' && c < 0x7F) {
                out.append(c);
            } else if (isPlain(c)) {
                out.append(c);
            } else if (Character.isHighSurrogate(c) && i + 1 < length && Character.isLowSurrogate(text.charAt(i + 1))) {
                out.append(c).append(text.charAt(++i));
            } else {
                out.append("\\u");
                hex(out, c >> 8);
                hex(out, c);
            }
        }
    }

    private static boolean isPlain(char c) {
        return c > 0x9F && !Character.isSurrogate(c) && !isSeparator(c) && !isDirection(c);
    }

    private static boolean isSeparator(char c) {
        return c == '\u2028' || c == '\u2029';
    }

    private static boolean isDirection(char c) {
        return c == '\u061C'
                || c == '\u200E'
                || c == '\u200F'
                || (c >= '\u202A' && c <= '\u202E')
                || (c >= '\u2066' && c <= '\u2069');
    }

    /** The inside of a quoted text as Apache httpd has it: printable ASCII, quotes and backslashes escaped, bytes as {@code \xhh}. */
    static void quoted(StringBuilder out, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c >= ' ' && c < 0x7F) {
                out.append(c);
            } else {
                i += bytes(out, text, i);
            }
        }
    }

    /** A text that stands between spaces. */
    static void bare(StringBuilder out, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > ' ' && c < 0x7F && c != '"' && c != '\\') {
                out.append(c);
            } else {
                i += bytes(out, text, i);
            }
        }
    }

    /** The UTF-8 bytes of the character at a place; how many further places it takes. */
    private static int bytes(StringBuilder out, String text, int at) {
        int end = at + Character.charCount(text.codePointAt(at));
        for (byte each : text.substring(at, end).getBytes(StandardCharsets.UTF_8)) {
            out.append("\\x");
            hex(out, each);
        }
        return end - at - 1;
    }

    private static void hex(StringBuilder out, int value) {
        out.append(HEX.charAt(value >> 4 & 15)).append(HEX.charAt(value & 15));
    }
}
