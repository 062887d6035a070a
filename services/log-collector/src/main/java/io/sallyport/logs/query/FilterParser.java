package io.sallyport.logs.query;

import io.sallyport.logs.query.Filter.Operator;
import io.sallyport.logs.query.Token.Kind;
import io.sallyport.logs.record.Field;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the filter language.
 *
 * <pre>
 * filter     = term *( "or" term )
 * term       = factor *( "and" factor )
 * factor     = "not" factor / "(" filter ")" / comparison
 * comparison = field operator value
 * operator   = "=" / "!=" / "&lt;" / "&lt;=" / "&gt;" / "&gt;=" / "~"
 * value      = word / quoted        ; quoted in "..." or '...', with \ before a quote or a \
 * </pre>
 *
 * Keywords ignore case. Text is refused beyond 4096 characters, nesting beyond 64 levels.
 */
public final class FilterParser {
    private static final int MAX_LENGTH = 4096;
    private static final int MAX_DEPTH = 64;

    private final List<Token> tokens;
    private int at;
    private int depth;

    private FilterParser(List<Token> tokens) {
        this.tokens = tokens;
    }

    /** The filter that the text stands for; an empty one wants everything. */
    public static ParsedFilter parse(String text) {
        if (text.isBlank()) {
            return new ParsedFilter.Accepted(Filter.ANY);
        }
        if (text.length() > MAX_LENGTH) {
            return ParsedFilter.Refused.at(
                    text, MAX_LENGTH, "found " + text.length() + " characters, allowed: " + MAX_LENGTH);
        }
        try {
            return new ParsedFilter.Accepted(new FilterParser(Lexer.tokens(text)).whole());
        } catch (SyntaxFault fault) {
            return ParsedFilter.Refused.at(text, fault.index(), fault.getMessage());
        }
    }

    private Filter whole() {
        Filter filter = alternatives();
        if (peek().kind() != Kind.END) {
            throw fault(peek(), "and, or, or the end");
        }
        return filter;
    }

    private Filter alternatives() {
        List<Filter> parts = new ArrayList<>();
        do {
            parts.add(conditions());
        } while (takeKeyword("or"));
        return parts.size() == 1 ? parts.get(0) : new Filter.Some(parts);
    }

    private Filter conditions() {
        List<Filter> parts = new ArrayList<>();
        do {
            parts.add(factor());
        } while (takeKeyword("and"));
        return parts.size() == 1 ? parts.get(0) : new Filter.All(parts);
    }

    private Filter factor() {
        Token token = take();
        if (token.isKeyword("not")) {
            enter(token);
            Filter not = new Filter.Not(factor());
            depth--;
            return not;
        }
        if (token.kind() == Kind.OPEN) {
            enter(token);
            Filter inner = alternatives();
            Token close = take();
            if (close.kind() != Kind.CLOSE) {
                throw fault(close, "and, or, or a closing parenthesis");
            }
            depth--;
            return inner;
        }
        return comparison(token);
    }

    private Filter comparison(Token name) {
        Field field = name.kind() == Kind.WORD ? Field.named(name.text()) : null;
        if (field == null) {
            throw fault(name, "one of the fields " + Field.names());
        }
        Operator operator = operator(field, take());
        Token value = take();
        if (!value.isValue()) {
            throw fault(value, field.type().allowed());
        }
        return Value.comparison(field, operator, value.text(), value.index());
    }

    private static Operator operator(Field field, Token token) {
        for (Operator operator : Operator.values()) {
            if (token.kind() == Kind.OPERATOR
                    && operator.symbol().equals(token.text())
                    && operator.suits(field.type())) {
                return operator;
            }
        }
        throw fault(token, field.type().isNumeric() ? "= != < <= > >=" : "= != ~");
    }

    private void enter(Token token) {
        if (++depth > MAX_DEPTH) {
            throw new SyntaxFault(token.index(), "found more than " + MAX_DEPTH + " levels, allowed: fewer");
        }
    }

    private boolean takeKeyword(String keyword) {
        boolean there = peek().isKeyword(keyword);
        if (there) {
            at++;
        }
        return there;
    }

    private Token peek() {
        return tokens.get(at);
    }

    /** The next token; the end is handed out again and again. */
    private Token take() {
        Token token = tokens.get(at);
        if (token.kind() != Kind.END) {
            at++;
        }
        return token;
    }

    private static SyntaxFault fault(Token token, String allowed) {
        return new SyntaxFault(token.index(), "found " + token.found() + ", allowed: " + allowed);
    }
}
