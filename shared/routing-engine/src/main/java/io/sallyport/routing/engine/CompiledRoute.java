package io.sallyport.routing.engine;

import io.sallyport.contract.route.RouteDocument;
import io.sallyport.http.RequestFacts;
import org.jspecify.annotations.Nullable;

/** The servers of one route: every endpoint, or those that its rule for versions says. */
final class CompiledRoute implements RouteEntry.Answer {
    private final Resolution.Forward everywhere;
    private final @Nullable VersionRule versions;

    CompiledRoute(RouteView view, RouteDocument document, ClusterView cluster) {
        this.everywhere = new Resolution.Forward(view, cluster, cluster.every());
        this.versions = document.versions()
                .map(rule -> new VersionRule(view, rule, cluster))
                .orElse(null);
    }

    @Override
    public Resolution.Forward unpinned() {
        return versions == null ? everywhere : versions.unpinned();
    }

    @Override
    public boolean pinsByPath() {
        return versions != null && versions.pinsByPath();
    }

    @Override
    public @Nullable PathPin pin(String path, int prefix) {
        return versions == null ? null : versions.pin(path, prefix);
    }

    @Override
    public Resolution resolve(RequestFacts facts, @Nullable PathPin pin) {
        return versions == null ? everywhere : versions.resolve(facts, pin);
    }
}
