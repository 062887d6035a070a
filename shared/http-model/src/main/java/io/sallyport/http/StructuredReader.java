package io.sallyport.http;

import io.sallyport.http.StructuredDictionary.Kind;
import io.sallyport.http.StructuredDictionary.Value;

/**
 * Reads items of structured fields from a text, character by character (<a
 * href="https://datatracker.ietf.org/doc/html/rfc9651#section-4.2">RFC 9651 section 4.2</a>). What is wrong comes back as
 * {@code null} or {@code false}; the place is of no use after that.
 */
final class StructuredReader {
    private static final String TOKEN_SYMBOLS = "!#$%&'*+-.^_`|~:/";

    private final String text;
    private int at;

    StructuredReader(String text) {
        this.text = text;
    }

    boolean atEnd() {
        return at == text.length();
    }

    boolean take(char wanted) {
        boolean there = at < text.length() && text.charAt(at) == wanted;
        at += there ? 1 : 0;
        return there;
    }

    void skipSpaces() {
        while (take(' ')) {
            // one more
        }
    }

    /** Spaces and tabs. */
    void skipBlanks() {
        while (take(' ') || take('\t')) {
            // one more
        }
    }

    /** Over a comma that has a member behind it. */
    boolean comma() {
        boolean there = take(',');
        skipBlanks();
        return there && !atEnd();
    }

    /** The next character; 0 at the end, which no rule allows. */
    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    String key() {
        int start = at;
        if (!isLower(peek()) && peek() != '*') {
            return null;
        }
        while (isLower(peek()) || isDigit(peek()) || "_-.*".indexOf(peek()) >= 0 && peek() != 0) {
            at++;
        }
        return text.substring(start, at);
    }

    Value itemOrInnerList() {
        Value value = peek() == '(' ? innerList() : bareItem();
        return value != null && parameters() ? value : null;
    }

    private Value innerList() {
        at++;
        while (true) {
            skipSpaces();
            if (take(')')) {
                return new Value(Kind.INNER_LIST, 0);
            }
            if (bareItem() == null || !parameters() || (peek() != ' ' && peek() != ')')) {
                return null;
            }
        }
    }

    /** Any number of {@code ;key} and {@code ;key=item}. */
    boolean parameters() {
        while (take(';')) {
            skipSpaces();
            if (key() == null || (take('=') && bareItem() == null)) {
                return false;
            }
        }
        return true;
    }

    private Value bareItem() {
        char c = peek();
        if (c == '-' || isDigit(c)) {
            return number();
        }
        if (c == '*' || isLetter(c)) {
            return token();
        }
        return switch (c) {
            case '"' -> string();
            case '?' -> truth();
            case ':' -> bytes();
            case '@' -> date();
            case '%' -> displayString();
            default -> null;
        };
    }

    /** Up to fifteen digits, or twelve with up to three behind the point. */
    private Value number() {
        boolean negative = take('-');
        int start = at;
        long value = digits();
        int whole = at - start;
        if (whole == 0 || whole > 15) {
            return null;
        }
        if (!take('.')) {
            return new Value(Kind.INTEGER, negative ? -value : value);
        }
        int point = at;
        digits();
        int fraction = at - point;
        return whole > 12 || fraction == 0 || fraction > 3 ? null : new Value(Kind.DECIMAL, 0);
    }

    private long digits() {
        long value = 0;
        while (isDigit(peek())) {
            value = value < Long.MAX_VALUE / 16 ? value * 10 + (peek() - '0') : value;
            at++;
        }
        return value;
    }

    private Value token() {
        while (isLetter(peek()) || isDigit(peek()) || (peek() != 0 && TOKEN_SYMBOLS.indexOf(peek()) >= 0)) {
            at++;
        }
        return new Value(Kind.TOKEN, 0);
    }

    /** A string without its quotes. */
    String text() {
        Value string = peek() == '"' ? string() : null;
        return string == null ? null : string.text();
    }

    private Value string() {
        at++;
        StringBuilder string = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return new Value(Kind.STRING, 0, string.toString());
            }
            if (c == '\\' && peek() != '"' && peek() != '\\') {
                return null;
            }
            if (c < ' ' || c > '~') {
                return null;
            }
            string.append(c == '\\' ? text.charAt(at++) : c);
        }
        return null;
    }

    private Value truth() {
        at++;
        if (take('1')) {
            return Value.TRUE;
        }
        return take('0') ? new Value(Kind.BOOLEAN, 0) : null;
    }

    private Value bytes() {
        at++;
        while (isLetter(peek()) || isDigit(peek()) || (peek() != 0 && "+/=".indexOf(peek()) >= 0)) {
            at++;
        }
        return take(':') ? new Value(Kind.BYTES, 0) : null;
    }

    private Value date() {
        at++;
        Value seconds = number();
        return seconds != null && seconds.kind() == Kind.INTEGER ? new Value(Kind.DATE, seconds.number()) : null;
    }

    /** Percent-encoded bytes in quotes; only lower-case hexadecimal digits are allowed. */
    private Value displayString() {
        at++;
        if (!take('"')) {
            return null;
        }
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return new Value(Kind.DISPLAY_STRING, 0);
            }
            if (c < ' ' || c > '~' || (c == '%' && !hexPair())) {
                return null;
            }
        }
        return null;
    }

    private boolean hexPair() {
        boolean first = hex();
        return first && hex();
    }

    private boolean hex() {
        boolean hex = isDigit(peek()) || (peek() >= 'a' && peek() <= 'f');
        at += hex ? 1 : 0;
        return hex;
    }

    private static boolean isLower(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isLetter(char c) {
        return isLower(c) || (c >= 'A' && c <= 'Z');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
