package io.sallyport.contract.health;

import java.time.Instant;
import java.util.List;

/**
 * Which versions the endpoints of a cluster have run, as router-service keeps it in the store.
 *
 * @param cluster   cluster name
 * @param endpoints sorted by URL
 */
public record VersionHistory(String cluster, List<EndpointVersions> endpoints) {
    /** Changes that are kept of one endpoint; the oldest go first. */
    public static final int CHANGES_MAX = 50;

    /**
     * One endpoint.
     *
     * @param endpoint its URL as the document writes it
     * @param changes  the newest last
     */
    public record EndpointVersions(String endpoint, List<Change> changes) {
        public EndpointVersions {
            changes = List.copyOf(changes);
        }

        /** The version that it came to last. */
        public String newest() {
            return changes.get(changes.size() - 1).to();
        }

        /** When it came to that. */
        public Instant changedAt() {
            return changes.get(changes.size() - 1).at();
        }
    }

    /**
     * From one version to another.
     *
     * @param from empty for the first
     * @param at   when a probe saw it first
     */
    public record Change(String from, String to, Instant at) {}

    public VersionHistory {
        endpoints = List.copyOf(endpoints);
    }
}
