package io.sallyport.routing.engine;

import java.util.List;

/**
 * The candidates of one decision: the endpoints of a cluster that run one version, or all of them. Immutable.
 */
public final class Track {
    /** Of nothing. */
    public static final Track NONE = new Track("", "", List.of(), ClusterRules.USUAL);

    private final String id;
    private final String version;
    private final List<EndpointView> endpoints;
    private final ClusterRules rules;

    Track(String cluster, String version, List<EndpointView> endpoints, ClusterRules rules) {
        this.id = cluster + "/" + version;
        this.version = version;
        this.rules = rules;
        this.endpoints = List.copyOf(endpoints);
    }

    /** Names the track across tables: {@code cluster/version}, or {@code cluster/} for the one of every endpoint. */
    public String id() {
        return id;
    }

    /**
     * The version that was selected; empty when the choice was not by version. Part of the cache key: answers of two
     * versions never mix.
     */
    public String version() {
        return version;
    }

    /** All of them, the unhealthy included, in document order. Empty when nothing runs the route's default version. */
    public List<EndpointView> endpoints() {
        return endpoints;
    }

    /** How the traffic is shared among them. */
    public ClusterRules rules() {
        return rules;
    }

    @Override
    public String toString() {
        return id + endpoints;
    }
}
