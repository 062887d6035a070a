package io.sallyport.contract.route;

import io.sallyport.contract.Require;
import java.util.List;

/**
 * What a request must look like; every condition that is given must hold. At most one of {@code path}, {@code exact}
 * and {@code template} is given.
 *
 * @param host     {@code *}, an exact name, or {@code *.name} for any name below it
 * @param path     prefix by whole segments; {@code /}, the default, matches everything
 * @param exact    the whole path; empty for none
 * @param template a path whose segments may be {@code {name}} (one segment) and whose last may be {@code {name*}}
 *     (the rest); empty for none
 * @param method   request methods; none: every method
 * @param header   conditions on request fields
 * @param query    conditions on query parameters
 */
public record MatchDocument(
        String host,
        String path,
        String exact,
        String template,
        List<String> method,
        List<ConditionDocument> header,
        List<ConditionDocument> query) {

    /**
     * A condition on a named value: that it equals one of some texts, or, without texts, that it is there.
     *
     * @param name  of the field or parameter
     * @param value texts, one of which it must equal; none: any value
     * @param not   {@code true} turns the condition round
     */
    public record ConditionDocument(String name, List<String> value, boolean not) {
        public ConditionDocument {
            Require.present(name, "name", "the name of a field or parameter");
            value = value == null ? List.of() : List.copyOf(value);
        }

        /** Reads the short form: a name that must be there. */
        public static ConditionDocument parse(String name) {
            return new ConditionDocument(name, null, false);
        }
    }

    public MatchDocument {
        host = host == null ? "*" : host;
        exact = absolute(exact, "exact");
        template = absolute(template, "template");
        if ((path == null || path.equals("/") ? 0 : 1) + (exact.isEmpty() ? 0 : 1) + (template.isEmpty() ? 0 : 1) > 1) {
            throw new IllegalArgumentException("found several, allowed: one of path, exact and template");
        }
        path = path == null ? "/" : absolute(path, "path");
        method = method == null ? List.of() : List.copyOf(method);
        header = header == null ? List.of() : List.copyOf(header);
        query = query == null ? List.of() : List.copyOf(query);
    }

    /** By host and path prefix alone. */
    public MatchDocument(String host, String path) {
        this(host, path, null, null, null, null, null);
    }

    private static String absolute(String path, String key) {
        if (path == null || path.isEmpty()) {
            return "";
        }
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException(key + ": found \"" + path + "\", allowed: a path that starts with /");
        }
        return path;
    }
}
