package io.sallyport.contract.health;

import java.time.Instant;
import java.util.List;

/**
 * Versions that are not as the routes mean them, for longer than a deployment takes.
 *
 * @param kind      what is wrong
 * @param cluster   cluster name
 * @param route     whose default is served by several versions; empty for a label
 * @param endpoints URLs of the endpoints concerned
 * @param versions  what they run; for a label, the label first
 * @param since     when it began
 */
public record VersionDrift(
        Kind kind, String cluster, String route, List<String> endpoints, List<String> versions, Instant since) {

    /** Kinds of drift. */
    public enum Kind {
        /** What one route's default selects runs several versions, apart from its canary. */
        MIXED,
        /** The static label says another version than the server. */
        LABEL
    }

    public VersionDrift {
        endpoints = List.copyOf(endpoints);
        versions = List.copyOf(versions);
    }

    /** One sentence for operators. */
    public String text() {
        return switch (kind) {
            case MIXED -> "route " + route + ": several versions serve its default: " + String.join(", ", versions);
            case LABEL ->
                "cluster " + cluster + ": " + endpoints.get(0) + " runs " + versions.get(1) + ", its label says "
                        + versions.get(0);
        };
    }

    /** Whether it is about the same thing, whatever versions that has come to. */
    public boolean concernsSameAs(VersionDrift other) {
        return kind == other.kind
                && cluster.equals(other.cluster)
                && route.equals(other.route)
                && (kind == Kind.MIXED || endpoints.equals(other.endpoints));
    }

    /** The same, begun at another time. */
    public VersionDrift since(Instant began) {
        return new VersionDrift(kind, cluster, route, endpoints, versions, began);
    }
}
