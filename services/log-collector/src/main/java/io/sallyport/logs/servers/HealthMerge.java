package io.sallyport.logs.servers;

import io.sallyport.contract.health.EndpointHealth;
import io.sallyport.contract.health.HealthReport;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts health reports together: while the duty to probe changes hands two instances may report, and of an endpoint what was
 * probed last counts. Pure.
 */
final class HealthMerge {
    private record Key(String cluster, String endpoint) {
        static Key of(EndpointHealth health) {
            return new Key(health.cluster(), health.endpoint());
        }
    }

    private HealthMerge() {}

    /** The endpoints are those of the newer routes. */
    static HealthReport after(HealthReport known, HealthReport heard) {
        boolean older = heard.routeGeneration() < known.routeGeneration();
        HealthReport frame = older ? known : heard;
        Map<Key, EndpointHealth> others = new HashMap<>();
        (older ? heard : known).endpoints().forEach(health -> others.put(Key.of(health), health));
        List<EndpointHealth> newest = frame.endpoints().stream()
                .map(health -> newer(health, others.get(Key.of(health))))
                .toList();
        return new HealthReport(frame.reporter(), frame.routeGeneration(), newest, frame.drifts(), frame.suspects());
    }

    private static EndpointHealth newer(EndpointHealth health, EndpointHealth other) {
        return other != null && health.checkedAt().isBefore(other.checkedAt()) ? other : health;
    }
}
