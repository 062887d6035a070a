package io.sallyport.contract.health;

import java.util.List;

/** The health of every endpoint, whole, as one router-service instance sees it. */
public record HealthReport(String reporter, long routeGeneration, List<EndpointHealth> endpoints) {
    public HealthReport {
        endpoints = List.copyOf(endpoints);
    }
}
