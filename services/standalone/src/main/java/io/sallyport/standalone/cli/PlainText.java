package io.sallyport.standalone.cli;

/** Text of strangers, made fit for a terminal: what would move its cursor or change its colours is written out. */
final class PlainText {
    private static final int DELETE = 0x7f;
    private static final int CONTROLS_END = 0xa0;

    private PlainText() {}

    static String of(String text) {
        StringBuilder plain = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean control = c < ' ' || (c >= DELETE && c < CONTROLS_END) || isBidirectional(c);
            if (control && plain == null) {
                plain = new StringBuilder(text.length() + 16).append(text, 0, i);
            }
            if (plain != null) {
                plain.append(control ? "\\u%04x".formatted((int) c) : String.valueOf(c));
            }
        }
        return plain == null ? text : plain.toString();
    }

    /** Marks that turn the direction of writing, with which one text can pass for another. */
    private static boolean isBidirectional(char c) {
        return c == '\u061c'
                || (c >= '\u200e' && c <= '\u200f')
                || (c >= '\u202a' && c <= '\u202e')
                || (c >= '\u2066' && c <= '\u2069')
                || c == '\u2028'
                || c == '\u2029';
    }
}
