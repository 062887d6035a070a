package io.sallyport.routing.engine;

import java.util.List;

/**
 * The candidates of one decision: the endpoints of a cluster that run one version, or all of them. Immutable; every
 * answer that a {@link Balancer} can give is made in advance.
 */
public final class Track {
    private final String id;
    private final String version;
    private final List<EndpointView> endpoints;
    private final ClusterRules rules;
    private final Pick.Chosen[] available;
    private final Pick.NoneHealthy noneHealthy;
    private final Pick.AllTried allTried;

    Track(String cluster, String version, List<EndpointView> endpoints, ClusterRules rules) {
        this.id = cluster + "/" + version;
        this.version = version;
        this.rules = rules;
        this.endpoints = List.copyOf(endpoints);
        this.available = endpoints.stream()
                .filter(EndpointView::isAvailable)
                .map(Pick.Chosen::new)
                .toArray(Pick.Chosen[]::new);
        this.noneHealthy = new Pick.NoneHealthy(endpoints.size() - available.length, endpoints.size());
        this.allTried = new Pick.AllTried(available.length);
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

    int availableCount() {
        return available.length;
    }

    Pick.Chosen available(int index) {
        return available[index];
    }

    Pick.NoneHealthy noneHealthy() {
        return noneHealthy;
    }

    Pick.AllTried allTried() {
        return allTried;
    }

    @Override
    public String toString() {
        return id + endpoints;
    }
}
