package io.sallyport.routing.act;

/** What may stand in a field (<a href="https://datatracker.ietf.org/doc/html/rfc9110#section-5.5">RFC 9110 section 5.5</a>). */
public final class FieldText {
    private static final String TOKEN_SYMBOLS = "!#$%&'*+-.^_`|~";

    private FieldText() {}

    /** Whether the text is a token, such as the name of a field or a method (RFC 9110 section 5.6.2). */
    public static boolean isToken(String text) {
        boolean valid = !text.isEmpty();
        for (int i = 0; valid && i < text.length(); i++) {
            char c = text.charAt(i);
            valid = c < 128 && (Character.isLetterOrDigit(c) || TOKEN_SYMBOLS.indexOf(c) >= 0);
        }
        return valid;
    }

    /** Whether the text is visible ASCII with blanks or tabs inside: no line break can hide in it. */
    public static boolean isValue(String text) {
        return text.equals(text.strip()) && text.chars().allMatch(c -> c == '\t' || (c >= ' ' && c < 127));
    }
}
