package io.sallyport.routing.engine;

import io.sallyport.contract.route.CacheRuleDocument;
import io.sallyport.contract.route.RouteDocument;
import io.sallyport.http.Authority;
import io.sallyport.routing.act.RouteActions;
import io.sallyport.routing.compress.CompressView;
import io.sallyport.routing.conceal.ConcealView;
import io.sallyport.routing.match.PathPattern;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the edge needs of a route once it has matched.
 *
 * @param name              as in the document; empty for connections that are passed on unread
 * @param cluster           name of the cluster that it forwards to; empty when it answers itself
 * @param cache             whether and how answers are kept; the edge compiles it
 * @param headTimeoutMillis time for the origin's head; 0: the suite's default
 * @param conceal           what of the server is kept from clients
 * @param compress          what is compressed; {@code null} for nothing
 * @param retry             when a request is sent once more
 * @param variesBy          request fields that choose the version, or are part of the cache's key
 * @param actions           what it does besides choosing a server
 */
public record RouteView(
        String name,
        String cluster,
        CacheRuleDocument cache,
        long headTimeoutMillis,
        ConcealView conceal,
        @Nullable CompressView compress,
        RetryRules retry,
        List<String> variesBy,
        RouteActions actions) {

    /** Of connections that are passed on to a cluster unread; it has no name. */
    static RouteView straight(String cluster) {
        RouteDocument usual = new RouteDocument("unread", null, cluster, null, null, null);
        return new RouteView(
                "",
                cluster,
                usual.cache(),
                0,
                ConcealView.of(usual, List.of()),
                null,
                RetryRules.USUAL,
                List.of(),
                RouteActions.NONE);
    }

    static RouteView of(RouteDocument route, PathPattern path, List<EndpointView> endpoints) {
        List<Authority> addresses = endpoints.stream()
                .map(endpoint -> new Authority(endpoint.host(), endpoint.port()))
                .toList();
        return new RouteView(
                route.name(),
                route.cluster(),
                route.cache(),
                route.headTimeout()
                        .map(timeout -> Math.max(1, timeout.toMillis()))
                        .orElse(0L),
                ConcealView.of(route, addresses),
                route.compress().map(CompressView::new).orElse(null),
                route.retry().map(RetryRules::of).orElse(RetryRules.USUAL),
                VersionFields.of(route.versions(), route.canary(), route.cache()),
                RouteActions.of(route, path));
    }

    /** The time for the origin's head, or the given default. */
    public Duration headTimeoutOr(Duration suiteDefault) {
        return headTimeoutMillis == 0 ? suiteDefault : Duration.ofMillis(headTimeoutMillis);
    }
}
