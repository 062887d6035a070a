package io.sallyport.contract.health;

import java.util.List;

/**
 * The health of every endpoint, whole, as one router-service instance sees it.
 *
 * @param drifts   versions that are not as the routes mean them; empty when all are
 * @param suspects endpoints that most edges leave out; empty when none
 */
public record HealthReport(
        String reporter,
        long routeGeneration,
        List<EndpointHealth> endpoints,
        List<VersionDrift> drifts,
        List<Suspect> suspects) {
    public HealthReport {
        endpoints = List.copyOf(endpoints);
        drifts = drifts == null ? List.of() : List.copyOf(drifts);
        suspects = suspects == null ? List.of() : List.copyOf(suspects);
    }

    /** The same, signed. */
    public HealthReport by(String signature) {
        return new HealthReport(signature, routeGeneration, endpoints, drifts, suspects);
    }

    /** Without drift and suspects. */
    public HealthReport(String reporter, long routeGeneration, List<EndpointHealth> endpoints) {
        this(reporter, routeGeneration, endpoints, null, null);
    }
}
