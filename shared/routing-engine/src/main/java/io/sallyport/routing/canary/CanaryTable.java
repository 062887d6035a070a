package io.sallyport.routing.canary;

import io.sallyport.contract.canary.CanaryReport;
import io.sallyport.contract.canary.CanaryState;
import io.sallyport.contract.route.CanaryDocument;
import io.sallyport.contract.route.RouteDocument;
import io.sallyport.contract.route.VersionsDocument;
import io.sallyport.routing.engine.ClusterView;
import io.sallyport.routing.engine.EndpointView;
import io.sallyport.routing.engine.Resolution;
import io.sallyport.routing.engine.RouteTable;
import io.sallyport.routing.engine.RouteView;
import io.sallyport.routing.engine.Track;
import io.sallyport.routing.version.VersionRange;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The canaries of a table with their present weights, and the shadows. Immutable; compiled anew for each table and each report, and
 * swapped with them.
 *
 * <p>Found by the very answer that the table gives to a request without a pin: a request that pins a version gets
 * another answer, so a pin wins over the canary without being asked for.
 */
public final class CanaryTable {
    private final long revision;
    private final Map<Resolution.Forward, CanaryRoute> byDefault;
    private final Map<String, ShadowRoute> shadows;

    private CanaryTable(
            long revision, Map<Resolution.Forward, CanaryRoute> byDefault, Map<String, ShadowRoute> shadows) {
        this.revision = revision;
        this.byDefault = byDefault;
        this.shadows = shadows;
    }

    /** A canary that the report does not know, or knows by another version, gets nothing but what asks for it. */
    public static CanaryTable compile(RouteTable table, CanaryReport report) {
        Map<Resolution.Forward, CanaryRoute> canaries = new IdentityHashMap<>();
        for (RouteDocument route : table.document().routes()) {
            Resolution.Forward unpinned = table.unpinned(route.name());
            if (unpinned != null && route.canary().isPresent()) {
                canaries.put(unpinned, compile(route, route.canary().get(), unpinned, report.canaries()));
            }
        }
        return new CanaryTable(report.revision(), canaries, shadows(table));
    }

    private static Map<String, ShadowRoute> shadows(RouteTable table) {
        Map<String, ClusterView> clusters = new HashMap<>();
        table.clusters().forEach(cluster -> clusters.put(cluster.name(), cluster));
        Map<String, ShadowRoute> shadows = new HashMap<>();
        for (RouteDocument route : table.document().routes()) {
            route.shadow().ifPresent(shadow -> {
                ClusterView cluster = clusters.get(shadow.cluster());
                if (cluster != null) {
                    shadows.put(route.name(), ShadowRoute.of(shadow, cluster));
                }
            });
        }
        return shadows;
    }

    private static CanaryRoute compile(
            RouteDocument route, CanaryDocument canary, Resolution.Forward unpinned, List<CanaryState> states) {
        int weight = 0;
        for (CanaryState state : states) {
            if (state.route().equals(route.name()) && state.version().equals(canary.version())) {
                weight = state.weight();
            }
        }
        Track trial = unpinned.cluster().select(canary.version());
        return new CanaryRoute(
                new DrawRule(route.name(), canary, weight),
                to(unpinned, stableTrack(route, unpinned, trial, canary.version())),
                to(unpinned, trial));
    }

    private static Resolution.Forward to(Resolution.Forward unpinned, Track track) {
        return track == unpinned.track()
                ? unpinned
                : new Resolution.Forward(unpinned.route(), unpinned.cluster(), track);
    }

    /**
     * The default without the canary's endpoints. Its name differs from the default's own, because what was cached under
     * that may come from the canary's endpoints; only a default of one version never had any.
     */
    private static Track stableTrack(RouteDocument route, Resolution.Forward unpinned, Track trial, String version) {
        String fallback = route.versions().map(VersionsDocument::fallback).orElse("");
        Track track = unpinned.track();
        if (!fallback.isEmpty() && !VersionRange.isRange(fallback)) {
            return track;
        }
        List<EndpointView> members = track.endpoints();
        Predicate<EndpointView> stays =
                endpoint -> members.contains(endpoint) && !trial.endpoints().contains(endpoint);
        return unpinned.cluster().subset(fallback + "!" + version, stays);
    }

    /** Revision of the report that the weights are from. */
    public long revision() {
        return revision;
    }

    /** The canary of a route's default answer; {@code null} when there is none, or the client has pinned a version. */
    public @Nullable CanaryRoute of(Resolution.Forward resolution) {
        return byDefault.isEmpty() ? null : byDefault.get(resolution);
    }

    /** Where copies of a route's requests go; {@code null} for nowhere. */
    public @Nullable ShadowRoute shadow(RouteView route) {
        return shadows.isEmpty() ? null : shadows.get(route.name());
    }
}
