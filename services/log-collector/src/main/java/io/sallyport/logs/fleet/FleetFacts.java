package io.sallyport.logs.fleet;

import io.sallyport.contract.canary.CanaryReport;
import io.sallyport.contract.health.HealthReport;
import io.sallyport.contract.route.RouteSnapshot;
import io.sallyport.routing.engine.RouteTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of servers at one moment.
 *
 * @param routes   in force; {@code null} before the first
 * @param table    of these routes and this health; {@code null} without routes
 * @param health   newest report of the probes
 * @param canaries newest report of canaries
 * @param edges    newest report of each edge, sorted by edge
 */
public record FleetFacts(
        @Nullable RouteSnapshot routes,
        @Nullable RouteTable table,
        HealthReport health,
        CanaryReport canaries,
        List<EdgeWord> edges) {
    public FleetFacts {
        edges = List.copyOf(edges);
    }

    /** Compiles the table. */
    public static FleetFacts of(
            @Nullable RouteSnapshot routes, HealthReport health, CanaryReport canaries, List<EdgeWord> edges) {
        RouteTable table = routes == null ? null : RouteTable.compile(routes, health);
        return new FleetFacts(routes, table, health, canaries, edges);
    }
}
