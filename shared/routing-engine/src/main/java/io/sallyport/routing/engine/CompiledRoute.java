package io.sallyport.routing.engine;

import io.sallyport.contract.route.RouteDocument;
import io.sallyport.http.Authority;
import io.sallyport.http.RequestFacts;
import io.sallyport.routing.conceal.ConcealView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One route with its answers: every endpoint, or those that its rule for versions says. */
final class CompiledRoute {
    private final RouteMatch match;
    private final RouteView view;
    private final Resolution.Forward everywhere;
    private final @Nullable VersionRule versions;

    CompiledRoute(RouteMatch match, RouteDocument document, ClusterView cluster) {
        this.match = match;
        this.view = new RouteView(
                document.name(),
                cluster.name(),
                document.cache().enabled(),
                document.headTimeout()
                        .map(timeout -> Math.max(1, timeout.toMillis()))
                        .orElse(0L),
                ConcealView.of(document, addresses(cluster)),
                document.retry().map(RetryRules::of).orElse(RetryRules.USUAL));
        this.everywhere = new Resolution.Forward(view, cluster, cluster.every());
        this.versions = document.versions()
                .map(rule -> new VersionRule(view, rule, cluster))
                .orElse(null);
    }

    private static List<Authority> addresses(ClusterView cluster) {
        return cluster.endpoints().stream()
                .map(endpoint -> new Authority(endpoint.host(), endpoint.port()))
                .toList();
    }

    RouteMatch match() {
        return match;
    }

    RouteView view() {
        return view;
    }

    /** What a request without a pin gets. */
    Resolution.Forward unpinned() {
        return versions == null ? everywhere : versions.unpinned();
    }

    /** The version that a path pins; {@code null} when it pins none. */
    @Nullable
    PathPin pin(String path) {
        return versions == null ? null : versions.pin(path, match.prefix().length());
    }

    /** @param pin what {@link #pin} has found in the path */
    Resolution resolve(RequestFacts facts, @Nullable PathPin pin) {
        return versions == null ? everywhere : versions.resolve(facts, pin);
    }
}
