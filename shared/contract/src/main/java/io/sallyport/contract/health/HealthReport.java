package io.sallyport.contract.health;

import java.util.List;

/**
 * The health of every endpoint, whole, as one router-service instance sees it.
 *
 * @param drifts versions that are not as the routes mean them; empty when all are
 */
public record HealthReport(
        String reporter, long routeGeneration, List<EndpointHealth> endpoints, List<VersionDrift> drifts) {
    public HealthReport {
        endpoints = List.copyOf(endpoints);
        drifts = drifts == null ? List.of() : List.copyOf(drifts);
    }

    /** Without drift. */
    public HealthReport(String reporter, long routeGeneration, List<EndpointHealth> endpoints) {
        this(reporter, routeGeneration, endpoints, null);
    }
}
