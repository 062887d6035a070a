package io.sallyport.contract.health;

import java.util.List;

/**
 * What one edge knows of every endpoint by its live traffic, whole. The newest of an edge replaces the one before.
 *
 * @param edge            instance of the edge
 * @param routeGeneration number of the route snapshot that it decides by
 * @param endpoints       every endpoint of that snapshot
 */
public record EndpointReport(String edge, long routeGeneration, List<EndpointUse> endpoints) {
    public EndpointReport {
        endpoints = List.copyOf(endpoints);
    }
}
