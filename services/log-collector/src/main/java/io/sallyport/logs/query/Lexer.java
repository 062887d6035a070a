package io.sallyport.logs.query;

import io.sallyport.logs.query.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Cuts a filter text into tokens. */
final class Lexer {
    private final String text;
    private int at;

    private Lexer(String text) {
        this.text = text;
    }

    /** The tokens, the last of them {@link Kind#END}. */
    static List<Token> tokens(String text) {
        Lexer lexer = new Lexer(text);
        List<Token> tokens = new ArrayList<>();
        do {
            tokens.add(lexer.next());
        } while (tokens.get(tokens.size() - 1).kind() != Kind.END);
        return tokens;
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
            default -> word();
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
        StringBuilder value = new StringBuilder();
        while (at < text.length() && text.charAt(at) != quote) {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at++;
            }
            value.append(text.charAt(at++));
        }
        if (at == text.length()) {
            throw new SyntaxFault(start, "found a quote that never ends, allowed: a closing " + quote);
        }
        at++;
        return new Token(Kind.QUOTED, value.toString(), start);
    }

    private Token word() {
        int start = at;
        while (at < text.length() && isWordChar(text.charAt(at))) {
            at++;
        }
        return new Token(Kind.WORD, text.substring(start, at), start);
    }

    private static boolean isWordChar(char c) {
        return !Character.isWhitespace(c) && "()\"'=~<>!".indexOf(c) < 0;
    }
}
