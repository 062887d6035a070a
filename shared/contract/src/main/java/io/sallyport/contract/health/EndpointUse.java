package io.sallyport.contract.health;

import java.time.Instant;
import java.util.Optional;

/**
 * How one endpoint fares in the traffic of one edge, all its event loops together.
 *
 * @param cluster       cluster name
 * @param endpoint      the endpoint's URL as the document writes it
 * @param state         what the edge's passive health makes of it
 * @param until         end of its time out; empty unless it is ejected
 * @param failures      failures in a row up to now
 * @param ejections     ejections that the next time out counts from; 0 again after a long good time
 * @param underWay      requests under way
 * @param latencyMicros EWMA of the time to an answer's head; 0 before the first answer
 * @param connections   to its address
 * @param link          how the last connection spoke; empty before the first
 */
public record EndpointUse(
        String cluster,
        String endpoint,
        State state,
        Optional<Instant> until,
        int failures,
        int ejections,
        int underWay,
        long latencyMicros,
        ConnectionCounts connections,
        Optional<ServerLink> link) {

    /** What passive health makes of an endpoint. */
    public enum State {
        /** It gets its part of the traffic. */
        IN,
        /** It gets none until its time out is over. */
        EJECTED,
        /** Its time out is over; it gets one request at a time until one of them decides. */
        TRIAL
    }

    public EndpointUse {
        until = until == null ? Optional.empty() : until;
        connections = connections == null ? ConnectionCounts.NONE : connections;
        link = link == null ? Optional.empty() : link;
    }
}
