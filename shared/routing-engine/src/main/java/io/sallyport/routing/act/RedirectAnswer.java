package io.sallyport.routing.act;

import io.sallyport.contract.route.RedirectDocument;
import io.sallyport.http.Authority;
import io.sallyport.http.RequestFacts;
import io.sallyport.routing.match.PathTemplate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Sends the client elsewhere. Where is for the document to say and never for the client: what comes from a path or a
 * query only ever stands behind the authority, and a target without one begins with exactly one slash, because browsers
 * read {@code //evil.example} as another host.
 */
public final class RedirectAnswer implements DirectAnswer {
    private static final String ALLOWED =
            "a path, or http://, https:// or {scheme}:// with a host or {host}, an optional port, and then a path, {path} or {query}";

    private final int status;
    private final TargetTemplate target;
    private final boolean local;

    private RedirectAnswer(int status, TargetTemplate target, boolean local) {
        this.status = status;
        this.target = target;
        this.local = local;
    }

    /**
     * Compiles.
     *
     * @param names the route's template; {@code null} for none
     * @throws IllegalArgumentException with what is allowed instead
     */
    public static RedirectAnswer of(RedirectDocument document, @Nullable PathTemplate names) {
        String to = document.to();
        TargetTemplate target = TargetTemplate.compile(to, names);
        boolean local = to.startsWith("/") || to.startsWith("{path}");
        if (local ? to.startsWith("//") : !namesItsHost(to)) {
            throw new IllegalArgumentException(ALLOWED);
        }
        return new RedirectAnswer(document.status(), target, local);
    }

    private static boolean namesItsHost(String to) {
        int colon = to.indexOf("://");
        String scheme = colon < 0 ? "" : to.substring(0, colon).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https") && !scheme.equals("{scheme}")) {
            return false;
        }
        String rest = to.substring(colon + 3).replaceFirst("\\{host}", "host.invalid");
        int end = authorityEnd(rest);
        return Authority.parse(rest.substring(0, end)) != null;
    }

    private static int authorityEnd(String text) {
        int end = 0;
        while (end < text.length()
                && text.charAt(end) != '/'
                && text.charAt(end) != '?'
                && !text.startsWith("{path}", end)
                && !text.startsWith("{query}", end)) {
            end++;
        }
        return end;
    }

    @Override
    public int status() {
        return status;
    }

    /** The {@code Location} for a request that the route matches. */
    public String location(RequestFacts facts) {
        String text = target.expand(facts);
        return local ? Slashes.one(text) : text;
    }
}
