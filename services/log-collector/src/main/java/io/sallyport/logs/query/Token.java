package io.sallyport.logs.query;

import java.util.Locale;

/**
 * A piece of a filter text.
 *
 * @param text  a word or string as meant, without quotes and escapes; else as written
 * @param index where it starts, from 0
 */
record Token(Kind kind, String text, int index) {
    enum Kind {
        WORD,
        QUOTED,
        OPERATOR,
        OPEN,
        CLOSE,
        END
    }

    /** Whether this is {@code and}, {@code or} or {@code not}, in any case and without quotes. */
    boolean isKeyword(String keyword) {
        return kind == Kind.WORD && text.toLowerCase(Locale.ROOT).equals(keyword);
    }

    boolean isValue() {
        return kind == Kind.WORD || kind == Kind.QUOTED;
    }

    /** The token as an error text names it. */
    String found() {
        return kind == Kind.END ? "the end" : "\"" + text + "\"";
    }
}
