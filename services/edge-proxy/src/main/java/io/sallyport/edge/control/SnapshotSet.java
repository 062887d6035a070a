package io.sallyport.edge.control;

import io.sallyport.edge.cache.CachePlans;
import io.sallyport.edge.exit.ExitPlan;
import io.sallyport.edge.wire.Wires;
import io.sallyport.policy.engine.PolicyTable;
import io.sallyport.routing.canary.CanaryTable;
import io.sallyport.routing.engine.RouteTable;

/**
 * What an exchange decides by, from its start to its end.
 *
 * @param policyGeneration number of the policy snapshot that {@code policy} was compiled from
 * @param routeGeneration  number of the route snapshot that {@code routes} was compiled from
 * @param canaries         compiled from {@code routes} and the newest report of canaries
 * @param countries        where addresses are
 * @param wires            how the endpoints of {@code routes} are spoken to
 * @param cachePlans       how answers of {@code routes} are kept
 * @param exits            ways out of the same document as {@code policy}
 */
public record SnapshotSet(
        PolicyTable policy,
        RouteTable routes,
        long policyGeneration,
        long routeGeneration,
        CanaryTable canaries,
        Countries countries,
        Wires wires,
        CachePlans cachePlans,
        ExitPlan exits) {}
