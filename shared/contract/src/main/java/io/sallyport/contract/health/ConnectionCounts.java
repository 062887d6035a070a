package io.sallyport.contract.health;

/**
 * Connections of one edge to one server, all its event loops together, as of the last second. Clusters that name the same
 * address share connections, and each is told of all.
 *
 * @param open    connections, those included that are being made
 * @param idle    of these, those that carry nothing just now
 * @param pending requests that wait for a connection
 */
public record ConnectionCounts(int open, int idle, int pending) {
    /** No connection. */
    public static final ConnectionCounts NONE = new ConnectionCounts(0, 0, 0);

    /** Both together. */
    public ConnectionCounts plus(ConnectionCounts other) {
        return new ConnectionCounts(open + other.open, idle + other.idle, pending + other.pending);
    }
}
