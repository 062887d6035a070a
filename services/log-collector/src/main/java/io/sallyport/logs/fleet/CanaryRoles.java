package io.sallyport.logs.fleet;

import io.sallyport.contract.canary.CanaryReport;
import io.sallyport.contract.canary.CanaryState;
import io.sallyport.contract.route.CanaryDocument;
import io.sallyport.contract.route.RouteDocument;
import io.sallyport.logs.fleet.ServerState.CanaryRole;
import io.sallyport.routing.engine.EndpointView;
import io.sallyport.routing.engine.Resolution;
import io.sallyport.routing.engine.RouteTable;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which part each endpoint has in the canaries of the routes. Pure. */
final class CanaryRoles {
    private record Key(String cluster, String url) {}

    private final Map<Key, CanaryRole> byEndpoint = new HashMap<>();

    private CanaryRoles() {}

    /** Of several routes the first that has it as a canary counts, else the first that has it as stable. */
    static CanaryRoles of(RouteTable table, CanaryReport report) {
        CanaryRoles roles = new CanaryRoles();
        for (RouteDocument route : table.document().routes()) {
            Resolution.Forward unpinned = table.unpinned(route.name());
            if (unpinned != null && route.canary().isPresent()) {
                roles.take(route, route.canary().get(), unpinned, report);
            }
        }
        return roles;
    }

    private void take(RouteDocument route, CanaryDocument canary, Resolution.Forward unpinned, CanaryReport report) {
        CanaryState state = report.canaries().stream()
                .filter(each -> each.route().equals(route.name()))
                .findFirst()
                .orElse(null);
        List<EndpointView> trial = unpinned.cluster().select(canary.version()).endpoints();
        trial.forEach(endpoint -> byEndpoint.merge(
                key(endpoint),
                role("canary", route, canary, state),
                (known, found) -> known.role().equals("canary") ? known : found));
        unpinned.track().endpoints().stream()
                .filter(endpoint -> !trial.contains(endpoint))
                .forEach(endpoint -> byEndpoint.putIfAbsent(key(endpoint), role("stable", route, canary, state)));
    }

    private static Key key(EndpointView endpoint) {
        return new Key(endpoint.cluster(), endpoint.url());
    }

    private static CanaryRole role(
            String role, RouteDocument route, CanaryDocument canary, @Nullable CanaryState state) {
        int steps = canary.steps().size();
        return state == null
                ? new CanaryRole(role, route.name(), canary.version(), "", 0, steps, 0)
                : new CanaryRole(
                        role,
                        route.name(),
                        canary.version(),
                        state.phase().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        state.step() + 1,
                        steps,
                        state.weight());
    }

    CanaryRole of(String cluster, String url) {
        return byEndpoint.getOrDefault(new Key(cluster, url), CanaryRole.NONE);
    }
}
