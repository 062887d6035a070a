package io.sallyport.logs.filter;

import io.sallyport.logs.filter.Token.Kind;
import io.sallyport.logs.record.Field;
import io.sallyport.logs.record.FieldType;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the filter language.
 *
 * <pre>
 * filter     = term *( "or" term )
 * term       = factor *( "and" factor )
 * factor     = "not" factor / "(" filter ")" / search / comparison / membership
 * search     = quoted
 * comparison = field operator value
 * membership = field [ "not" ] "in" ( member / "(" member *( "," member ) ")" )
 * operator   = "=" / "!=" / "&lt;" / "&lt;=" / "&gt;" / "&gt;=" / "~"
 * member     = value / value ".." value / address "/" bits
 * value      = word / quoted        ; quoted in "..." or '...', with \ before a quote, a \ or a *
 * </pre>
 *
 * Keywords ignore case. Text is refused beyond 4096 characters, nesting beyond 64 levels, a list beyond 256 values.
 */
public final class FilterParser {
    private static final int MAX_LENGTH = 4096;
    private static final int MAX_DEPTH = 64;
    private static final int MAX_MEMBERS = 256;

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
            requireCharacters(text);
            return new ParsedFilter.Accepted(new FilterParser(Lexer.tokens(text)).whole());
        } catch (SyntaxFault fault) {
            return ParsedFilter.Refused.at(text, fault.index(), fault.getMessage());
        }
    }

    /** The condition {@code field=value} of a parameter, with the value as a word of the language. */
    public static ParsedFilter condition(Field field, String value) {
        if (value.length() > MAX_LENGTH) {
            return ParsedFilter.Refused.at(
                    value, MAX_LENGTH, "found " + value.length() + " characters, allowed: " + MAX_LENGTH);
        }
        try {
            requireCharacters(value);
            return new ParsedFilter.Accepted(Value.comparison(field, Operator.EQUAL, Lexer.word(value)));
        } catch (SyntaxFault fault) {
            return ParsedFilter.Refused.at(value, fault.index(), fault.getMessage());
        }
    }

    /** Half of a pair of surrogates cannot be said in UTF-8, in which the archive is asked. */
    private static void requireCharacters(String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int point = text.codePointAt(i);
            if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                throw new SyntaxFault(i, "found half of a character, allowed: whole ones");
            }
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
        return token.kind() == Kind.QUOTED ? search(token) : condition(token);
    }

    private Filter search(Token text) {
        if (text.text().isBlank()) {
            throw fault(text, "a text to look for");
        }
        if (peek().kind() == Kind.OPERATOR) {
            throw fault(peek(), "and, or, or the end; a field stands without quotes");
        }
        return SearchTest.of(text.parts());
    }

    private Filter condition(Token name) {
        Field field = name.kind() == Kind.WORD ? Field.named(name.text()) : null;
        if (field == null) {
            String hint = name.kind() == Kind.WORD ? Nearest.hint(name.text(), Field.allNames()) : "";
            throw new SyntaxFault(
                    name.index(),
                    "found " + name.found() + hint + ", allowed: one of the fields " + Field.names()
                            + ", or a text in quotes to look for");
        }
        Token next = take();
        if (next.isKeyword("in")) {
            return members(field);
        }
        if (next.isKeyword("not") && takeKeyword("in")) {
            return new Filter.Not(members(field));
        }
        Operator operator = operator(field, next);
        return Value.comparison(field, operator, value(field, take()));
    }

    private Filter members(Field field) {
        Token first = take();
        if (first.kind() != Kind.OPEN) {
            return Members.of(field, List.of(value(field, first)));
        }
        List<Token> values = new ArrayList<>();
        Token separator;
        do {
            values.add(value(field, take()));
            if (values.size() > MAX_MEMBERS) {
                throw new SyntaxFault(first.index(), "found more than " + MAX_MEMBERS + " values, allowed: fewer");
            }
            separator = take();
        } while (separator.kind() == Kind.COMMA);
        if (separator.kind() != Kind.CLOSE) {
            throw fault(separator, "a comma, or a closing parenthesis");
        }
        return Members.of(field, values);
    }

    private static Token value(Field field, Token token) {
        if (!token.isValue()) {
            throw fault(token, field.type().allowed());
        }
        return token;
    }

    private static Operator operator(Field field, Token token) {
        for (Operator operator : Operator.values()) {
            if (token.kind() == Kind.OPERATOR
                    && operator.symbol().equals(token.text())
                    && operator.suits(field.type())) {
                return operator;
            }
        }
        throw fault(token, operators(field.type()));
    }

    private static String operators(FieldType type) {
        return type.isNumeric() ? "= != < <= > >= in" : "= != ~ in";
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
