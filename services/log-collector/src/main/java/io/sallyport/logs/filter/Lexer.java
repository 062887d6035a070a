package io.sallyport.logs.filter;

import io.sallyport.logs.filter.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Cuts a filter text into tokens. */
final class Lexer {
    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private boolean inList;

    private Lexer(String text) {
        this.text = text;
    }

    /** The tokens, the last of them {@link Kind#END}. */
    static List<Token> tokens(String text) {
        Lexer lexer = new Lexer(text);
        Token token;
        do {
            token = lexer.next();
            lexer.inList = lexer.isList(token);
            lexer.tokens.add(token);
        } while (token.kind() != Kind.END);
        return lexer.tokens;
    }

    /** One word as it stands, with its wildcards: the value of a parameter. */
    static Token word(String text) {
        Spelling spelling = new Spelling();
        for (int i = 0; i < text.length(); i++) {
            i = spelling.take(text, i, false);
        }
        return spelling.token(Kind.WORD, 0);
    }

    private boolean isList(Token token) {
        return switch (token.kind()) {
            case OPEN -> !tokens.isEmpty() && tokens.get(tokens.size() - 1).isKeyword("in");
            case WORD, QUOTED, COMMA -> inList;
            case OPERATOR, CLOSE, END -> false;
        };
    }

    private Token next() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        if (at == text.length()) {
            return new Token(Kind.END, "", at);
        }
        char c = text.charAt(at);
        return switch (c) {
            case '(' -> new Token(Kind.OPEN, "(", at++);
            case ')' -> new Token(Kind.CLOSE, ")", at++);
            case '"', '\'' -> quoted(c);
            case '=', '~', '<', '>', '!' -> operator(c);
            default -> inList && c == ',' ? new Token(Kind.COMMA, ",", at++) : word();
        };
    }

    private Token operator(char first) {
        int start = at++;
        boolean longer = at < text.length() && text.charAt(at) == '=' && first != '=' && first != '~';
        if (longer) {
            at++;
        } else if (first == '!') {
            throw new SyntaxFault(start, "found \"!\", allowed: != after a field, or the word not");
        }
        return new Token(Kind.OPERATOR, text.substring(start, at), start);
    }

    private Token quoted(char quote) {
        int start = at++;
        Spelling spelling = new Spelling();
        while (at < text.length() && text.charAt(at) != quote) {
            at = spelling.take(text, at, true) + 1;
        }
        if (at >= text.length()) {
            throw new SyntaxFault(start, "found a quote that never ends, allowed: a closing " + quote);
        }
        at++;
        return spelling.token(Kind.QUOTED, start);
    }

    private Token word() {
        int start = at;
        Spelling spelling = new Spelling();
        while (at < text.length() && isWordChar(text.charAt(at))) {
            at = spelling.take(text, at, false) + 1;
        }
        return spelling.token(Kind.WORD, start);
    }

    private boolean isWordChar(char c) {
        return !Character.isWhitespace(c) && "()\"'=~<>!".indexOf(c) < 0 && !(inList && c == ',');
    }

    /** A value while it is read. */
    private static final class Spelling {
        private final StringBuilder whole = new StringBuilder();
        private final StringBuilder part = new StringBuilder();
        private final List<String> parts = new ArrayList<>();

        /** Takes one character; a backslash takes the next one with it, in a word only before a star. The last index read. */
        int take(String text, int index, boolean quoted) {
            char c = text.charAt(index);
            boolean more = index + 1 < text.length();
            if (c == '\\' && more && (quoted || text.charAt(index + 1) == '*')) {
                add(text.charAt(index + 1));
                return index + 1;
            }
            if (c == '*') {
                whole.append(c);
                parts.add(part.toString());
                part.setLength(0);
            } else {
                add(c);
            }
            return index;
        }

        private void add(char c) {
            whole.append(c);
            part.append(c);
        }

        Token token(Kind kind, int start) {
            parts.add(part.toString());
            return new Token(kind, whole.toString(), List.copyOf(parts), start);
        }
    }
}
