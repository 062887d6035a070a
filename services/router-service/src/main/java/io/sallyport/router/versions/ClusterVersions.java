package io.sallyport.router.versions;

import io.sallyport.contract.health.EndpointHealth;
import io.sallyport.contract.health.VersionHistory;
import io.sallyport.contract.health.VersionHistory.Change;
import io.sallyport.contract.health.VersionHistory.EndpointVersions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How the history of one cluster grows. Pure. */
final class ClusterVersions {
    /** Endpoints that the routes no longer name and that are remembered; those that changed longest ago go first. */
    static final int GONE_MAX = 100;

    private ClusterVersions() {}

    /** The history after a report; the same one when no version has changed. */
    static VersionHistory after(VersionHistory before, List<EndpointHealth> endpoints, Instant now) {
        Map<String, EndpointVersions> byUrl = new TreeMap<>();
        before.endpoints().forEach(known -> byUrl.put(known.endpoint(), known));
        boolean changed = false;
        for (EndpointHealth health : endpoints) {
            EndpointVersions known = byUrl.get(health.endpoint());
            String from = known == null ? "" : known.newest();
            if (!health.version().isEmpty() && !health.version().equals(from)) {
                List<Change> changes = known == null ? List.of() : known.changes();
                byUrl.put(
                        health.endpoint(),
                        new EndpointVersions(
                                health.endpoint(), with(changes, new Change(from, health.version(), now))));
                changed = true;
            }
        }
        return changed ? new VersionHistory(before.cluster(), bounded(byUrl, endpoints)) : before;
    }

    private static List<Change> with(List<Change> changes, Change change) {
        List<Change> longer = new ArrayList<>(changes);
        longer.add(change);
        int surplus = Math.max(0, longer.size() - VersionHistory.CHANGES_MAX);
        return longer.subList(surplus, longer.size());
    }

    private static List<EndpointVersions> bounded(Map<String, EndpointVersions> byUrl, List<EndpointHealth> endpoints) {
        Set<String> named = endpoints.stream().map(EndpointHealth::endpoint).collect(Collectors.toSet());
        byUrl.values().stream()
                .filter(known -> !named.contains(known.endpoint()))
                .sorted(Comparator.comparing(EndpointVersions::changedAt).reversed())
                .skip(GONE_MAX)
                .toList()
                .forEach(known -> byUrl.remove(known.endpoint()));
        return List.copyOf(byUrl.values());
    }
}
