package io.sallyport.contract.health;

import java.time.Instant;
import java.util.List;

/**
 * How the endpoints of a cluster have fared under probes, as router-service keeps it in the store.
 *
 * @param cluster   cluster name
 * @param endpoints sorted by URL
 */
public record HealthHistory(String cluster, List<EndpointStates> endpoints) {
    /** Changes that are kept of one endpoint; the oldest go first. */
    public static final int CHANGES_MAX = 50;

    /**
     * One endpoint.
     *
     * @param endpoint its URL as the document writes it
     * @param changes  the newest last; never empty
     */
    public record EndpointStates(String endpoint, List<Change> changes) {
        public EndpointStates {
            changes = List.copyOf(changes);
        }

        /** What it came to last. */
        public Change newest() {
            return changes.get(changes.size() - 1);
        }
    }

    /** Into a state, why, and when. */
    public record Change(EndpointHealth.State state, String reason, Instant at) {}

    public HealthHistory {
        endpoints = List.copyOf(endpoints);
    }
}
