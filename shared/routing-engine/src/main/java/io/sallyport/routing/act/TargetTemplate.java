package io.sallyport.routing.act;

import io.sallyport.http.RequestFacts;
import io.sallyport.routing.match.PathTemplate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text with placeholders: {@code {scheme}}, {@code {host}} (without a port), {@code {path}}, {@code {query}} and the
 * names of a path template. {@code {query}} brings its own question mark, or an ampersand where the text has a question
 * mark before it, and is empty for a request without a query.
 */
public final class TargetTemplate {
    private static final List<String> GENERAL = List.of("scheme", "host", "path", "query");

    /** A literal text, or the name of a placeholder. */
    private record Part(String text, boolean placeholder) {}

    private final List<Part> parts;
    private final @Nullable PathTemplate names;

    private TargetTemplate(List<Part> parts, @Nullable PathTemplate names) {
        this.parts = List.copyOf(parts);
        this.names = names;
    }

    /**
     * Compiles.
     *
     * @param names the template that gives further names; {@code null} for none
     * @throws IllegalArgumentException with what is wrong, in words for whoever wrote the text
     */
    public static TargetTemplate compile(String text, @Nullable PathTemplate names) {
        List<Part> parts = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int open = text.indexOf('{', at);
            int end = open < 0 ? text.length() : open;
            if (end > at) {
                parts.add(literal(text.substring(at, end)));
            }
            if (open >= 0) {
                int close = text.indexOf('}', open);
                parts.add(placeholder(text.substring(open, close < 0 ? text.length() : close + 1), names));
                end = close + 1;
            }
            at = end;
        }
        return new TargetTemplate(parts, names);
    }

    private static Part literal(String text) {
        if (!text.chars().allMatch(c -> c > ' ' && c < 127 && "\\\"<>}#".indexOf(c) < 0)) {
            throw new IllegalArgumentException("visible ASCII, percent-encoded, without \\ \" < > } and #");
        }
        return new Part(text, false);
    }

    private static Part placeholder(String text, @Nullable PathTemplate names) {
        String name = text.endsWith("}") ? text.substring(1, text.length() - 1) : "";
        if (GENERAL.contains(name) || (names != null && names.names().contains(name))) {
            return new Part(name, true);
        }
        List<String> known = new ArrayList<>(GENERAL);
        if (names != null) {
            known.addAll(names.names());
        }
        throw new IllegalArgumentException("the placeholders {" + String.join("}, {", known) + "}");
    }

    /** Whether it has this placeholder. */
    boolean uses(String name) {
        return parts.stream().anyMatch(part -> part.placeholder() && part.text().equals(name));
    }

    /** The text for a request that the route matches. */
    String expand(RequestFacts facts) {
        StringBuilder text = new StringBuilder(64);
        for (Part part : parts) {
            if (part.placeholder()) {
                append(text, part.text(), facts);
            } else {
                text.append(part.text());
            }
        }
        return text.toString();
    }

    private void append(StringBuilder text, String name, RequestFacts facts) {
        switch (name) {
            case "scheme" -> text.append(facts.scheme());
            case "host" -> text.append(host(facts));
            case "path" -> text.append(facts.path().equals("*") ? "/" : facts.path());
            case "query" -> query(text, facts.query());
            default -> text.append(names == null ? "" : names.capture(name, facts.path()));
        }
    }

    private static String host(RequestFacts facts) {
        String host = facts.authority().host();
        return host.indexOf(':') < 0 ? host : "[" + host + "]";
    }

    private static void query(StringBuilder text, @Nullable String query) {
        if (query != null) {
            text.append(text.indexOf("?") < 0 ? '?' : '&').append(query);
        }
    }
}
