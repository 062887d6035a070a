package io.sallyport.routing.act;

import io.sallyport.contract.route.RewriteDocument;
import io.sallyport.contract.route.RouteDocument;
import io.sallyport.routing.match.PathPattern;
import io.sallyport.routing.match.PathTemplate;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * All that a route does besides choosing a server.
 *
 * @param timeoutNanos time for the whole exchange; {@link Long#MAX_VALUE}: any
 * @param limits       what a request may be like
 * @param cors         which other origins may use it; {@code null}: not our business
 * @param direct       the answer in place of a server's; {@code null}: a server answers
 * @param path         another path for the server; {@code null}: the client's
 * @param host         the Host for the server, {@link #ENDPOINT_HOST} for the endpoint's own; empty: the client's
 * @param request      changes to request fields
 * @param response     changes to response fields
 */
public record RouteActions(
        long timeoutNanos,
        RouteLimits limits,
        @Nullable Cors cors,
        @Nullable DirectAnswer direct,
        @Nullable PathRewrite path,
        String host,
        FieldChanges request,
        FieldChanges response) {
    public static final String ENDPOINT_HOST = "{endpoint}";

    /** Nothing at all. */
    public static final RouteActions NONE = new RouteActions(
            Long.MAX_VALUE, RouteLimits.NONE, null, null, null, "", FieldChanges.NONE, FieldChanges.NONE);

    /**
     * Compiles a document that passed validation; {@link #NONE} itself when it asks for nothing.
     *
     * @throws IllegalArgumentException for any other
     */
    public static RouteActions of(RouteDocument route, PathPattern pattern) {
        RouteActions actions = new RouteActions(
                route.timeout().map(Duration::toNanos).orElse(Long.MAX_VALUE),
                route.limits().map(RouteLimits::of).orElse(RouteLimits.NONE),
                route.cors().map(Cors::of).orElse(null),
                direct(route, pattern),
                route.rewrite()
                        .map(RewriteDocument::path)
                        .filter(path -> !path.isEmpty())
                        .map(path -> PathRewrite.of(path, pattern))
                        .orElse(null),
                route.rewrite().map(RewriteDocument::host).orElse(""),
                route.rewrite()
                        .map(rewrite -> FieldChanges.of(rewrite.request()))
                        .orElse(FieldChanges.NONE),
                route.rewrite()
                        .map(rewrite -> FieldChanges.of(rewrite.response()))
                        .orElse(FieldChanges.NONE));
        return actions.equals(NONE) ? NONE : actions;
    }

    private static @Nullable DirectAnswer direct(RouteDocument route, PathPattern pattern) {
        if (route.redirect().isPresent()) {
            return RedirectAnswer.of(
                    route.redirect().get(), pattern instanceof PathTemplate template ? template : null);
        }
        return route.answer().map(FixedAnswer::new).orElse(null);
    }

    /** Whether answers get other fields than the server, the cache or we ourselves gave them. */
    public boolean changesAnswers() {
        return cors != null || !response.isEmpty();
    }
}
