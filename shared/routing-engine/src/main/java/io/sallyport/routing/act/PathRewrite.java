package io.sallyport.routing.act;

import io.sallyport.http.RequestFacts;
import io.sallyport.http.RequestTarget;
import io.sallyport.routing.match.PathPattern;
import io.sallyport.routing.match.PathPattern.Prefix;
import io.sallyport.routing.match.PathTemplate;
import org.jspecify.annotations.Nullable;

/** Another path for the server; the query stays as it is. What comes out is read as strictly as what clients send. */
public final class PathRewrite {
    /** What is replaced; {@code null}: the whole path. */
    private final @Nullable Prefix replaced;

    private final TargetTemplate replacement;
    private final boolean endsInSlash;

    private PathRewrite(@Nullable Prefix replaced, TargetTemplate replacement, boolean endsInSlash) {
        this.replaced = replaced;
        this.replacement = replacement;
        this.endsInSlash = endsInSlash;
    }

    /**
     * Compiles.
     *
     * @param path    starts with a slash
     * @param pattern what the route matches
     * @throws IllegalArgumentException with what is allowed instead
     */
    public static PathRewrite of(String path, PathPattern pattern) {
        if (!path.startsWith("/") || path.indexOf('?') >= 0) {
            throw new IllegalArgumentException("a path that starts with /, without a query");
        }
        TargetTemplate replacement =
                TargetTemplate.compile(path, pattern instanceof PathTemplate template ? template : null);
        if (replacement.uses("query") || replacement.uses("scheme")) {
            throw new IllegalArgumentException("{host}, {path} and the names of the template; the query stays anyway");
        }
        if (pattern instanceof Prefix prefix) {
            if (path.indexOf('{') >= 0) {
                throw new IllegalArgumentException(
                        "a path without placeholders, because it takes the place of a prefix; or match.template");
            }
            return new PathRewrite(prefix, replacement, path.endsWith("/"));
        }
        if (RequestTarget.parse(path.replaceAll("\\{[^}]*}", "x")) == null) {
            throw new IllegalArgumentException("a percent-encoded path that stays below its root");
        }
        return new PathRewrite(null, replacement, false);
    }

    /** Path and query for the server; {@code null} when what came of it is no valid target. */
    public @Nullable String target(RequestFacts facts) {
        String path = facts.path();
        if (path.equals("*")) {
            return path;
        }
        String query = facts.query();
        String rewritten = replaced == null
                ? replacement.expand(facts)
                : withNewPrefix(facts, path.substring(replaced.endIn(path)));
        RequestTarget target =
                RequestTarget.parse(query == null ? Slashes.one(rewritten) : Slashes.one(rewritten) + "?" + query);
        return target == null ? null : target.raw();
    }

    private String withNewPrefix(RequestFacts facts, String rest) {
        String prefix = replacement.expand(facts);
        return endsInSlash && !rest.isEmpty() ? prefix + rest.substring(1) : prefix + rest;
    }
}
