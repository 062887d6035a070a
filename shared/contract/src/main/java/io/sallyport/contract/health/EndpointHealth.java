package io.sallyport.contract.health;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What the last probes of one endpoint found.
 *
 * @param cluster    cluster name
 * @param endpoint   the endpoint's URL as the document writes it
 * @param state      unknown until the first threshold is reached
 * @param version    discovered version, else the static label, else empty
 * @param reason     why it is in this state, such as {@code 200 from /health} or {@code connection refused}
 * @param since      when it entered this state
 * @param checkedAt  when it was last probed
 * @param discovered whether the server itself has told the version
 * @param facts      what else it has told of its build, by name; empty when nothing
 * @param link       how the last probe spoke with it; empty when none got that far, or nothing probes
 */
public record EndpointHealth(
        String cluster,
        String endpoint,
        State state,
        String version,
        String reason,
        Instant since,
        Instant checkedAt,
        boolean discovered,
        Map<String, String> facts,
        Optional<ServerLink> link) {

    /** Whether an endpoint may be picked; {@code UNKNOWN} may. */
    public enum State {
        UNKNOWN,
        HEALTHY,
        UNHEALTHY
    }

    public EndpointHealth {
        facts = facts == null ? Map.of() : Map.copyOf(facts);
        link = link == null ? Optional.empty() : link;
    }

    /** Without facts, by a version that stands in the document. */
    public EndpointHealth(
            String cluster,
            String endpoint,
            State state,
            String version,
            String reason,
            Instant since,
            Instant checkedAt) {
        this(cluster, endpoint, state, version, reason, since, checkedAt, false, null, null);
    }
}
