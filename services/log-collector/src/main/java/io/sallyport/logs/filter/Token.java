package io.sallyport.logs.filter;

import java.util.List;
import java.util.Locale;

/**
 * A piece of a filter text.
 *
 * @param text  a word or string as meant, without quotes and escapes; else as written
 * @param parts of it between its wildcards; one when there is none
 * @param index where it starts, from 0
 */
record Token(Kind kind, String text, List<String> parts, int index) {
    enum Kind {
        WORD,
        QUOTED,
        OPERATOR,
        OPEN,
        CLOSE,
        /** Between the values of a list; elsewhere a comma belongs to a word. */
        COMMA,
        END
    }

    Token(Kind kind, String text, int index) {
        this(kind, text, List.of(text), index);
    }

    /** Whether this is the keyword, in any case and without quotes. */
    boolean isKeyword(String keyword) {
        return kind == Kind.WORD && text.toLowerCase(Locale.ROOT).equals(keyword);
    }

    boolean isValue() {
        return kind == Kind.WORD || kind == Kind.QUOTED;
    }

    boolean hasWildcard() {
        return parts.size() > 1;
    }

    /** The token as an error text names it. */
    String found() {
        return kind == Kind.END ? "the end" : "\"" + text + "\"";
    }
}
