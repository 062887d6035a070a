package io.sallyport.router.versions;

import io.sallyport.contract.health.EndpointHealth;
import io.sallyport.contract.health.HealthHistory;
import io.sallyport.contract.health.HealthHistory.Change;
import io.sallyport.contract.health.HealthHistory.EndpointStates;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the history of one cluster's health grows. Pure. */
final class ClusterStates {
    /** Endpoints that the routes no longer name and that are remembered; those that changed longest ago go first. */
    static final int GONE_MAX = 100;

    private ClusterStates() {}

    /** The history after a report; the same one when no state has changed. */
    static HealthHistory after(HealthHistory before, List<EndpointHealth> endpoints) {
        Map<String, EndpointStates> byUrl = new TreeMap<>();
        before.endpoints().forEach(known -> byUrl.put(known.endpoint(), known));
        boolean changed = false;
        for (EndpointHealth health : endpoints) {
            EndpointStates known = byUrl.get(health.endpoint());
            if (isNews(known, health)) {
                List<Change> changes = known == null ? List.of() : known.changes();
                Change change = new Change(health.state(), health.reason(), health.since());
                byUrl.put(health.endpoint(), new EndpointStates(health.endpoint(), with(changes, change)));
                changed = true;
            }
        }
        return changed ? new HealthHistory(before.cluster(), bounded(byUrl, endpoints)) : before;
    }

    /** Nothing begins with not knowing. */
    private static boolean isNews(@Nullable EndpointStates known, EndpointHealth health) {
        return known == null
                ? health.state() != EndpointHealth.State.UNKNOWN
                : health.state() != known.newest().state();
    }

    private static List<Change> with(List<Change> changes, Change change) {
        List<Change> longer = new ArrayList<>(changes);
        longer.add(change);
        int surplus = Math.max(0, longer.size() - HealthHistory.CHANGES_MAX);
        return longer.subList(surplus, longer.size());
    }

    private static List<EndpointStates> bounded(Map<String, EndpointStates> byUrl, List<EndpointHealth> endpoints) {
        Set<String> named = endpoints.stream().map(EndpointHealth::endpoint).collect(Collectors.toSet());
        byUrl.values().stream()
                .filter(known -> !named.contains(known.endpoint()))
                .sorted(Comparator.comparing(
                                (EndpointStates gone) -> gone.newest().at())
                        .reversed())
                .skip(GONE_MAX)
                .toList()
                .forEach(known -> byUrl.remove(known.endpoint()));
        return List.copyOf(byUrl.values());
    }
}
