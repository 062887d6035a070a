package io.sallyport.contract.health;

/**
 * An endpoint that most edges have ejected by their own traffic, two of them at least.
 *
 * @param ejectedBy how many edges leave it out
 * @param edges     how many were heard of that know the endpoint
 */
public record Suspect(String cluster, String endpoint, int ejectedBy, int edges) {
    /** Whether it is about the same endpoint. */
    public boolean isSameAs(Suspect other) {
        return cluster.equals(other.cluster) && endpoint.equals(other.endpoint);
    }
}
