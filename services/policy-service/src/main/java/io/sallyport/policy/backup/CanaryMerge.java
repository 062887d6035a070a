package io.sallyport.policy.backup;

import io.sallyport.contract.canary.CanaryReport;
import io.sallyport.contract.canary.CanaryState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The canaries of a backup among those that are there. One of the same route, version and plan goes on where it was; one of another version
 * or plan has begun since, and stays as it is.
 */
final class CanaryMerge {
    private CanaryMerge() {}

    static List<CanaryState> of(List<CanaryState> there, List<CanaryState> archived) {
        Map<String, CanaryState> all = new LinkedHashMap<>();
        there.forEach(state -> all.put(state.route(), state));
        for (CanaryState old : archived) {
            CanaryState now = all.get(old.route());
            boolean same = now == null
                    || (now.version().equals(old.version()) && now.plan().equals(old.plan()));
            if (same) {
                all.put(old.route(), old);
            }
        }
        return new ArrayList<>(all.values());
    }

    /** How many are not as the backup has them. */
    static int changed(List<CanaryState> there, List<CanaryState> archived) {
        return (int) of(there, archived).stream()
                .filter(state -> !there.contains(state))
                .count();
    }

    /** @param nowMillis since 1970: numbers of reports follow the clock, so that they rise in a store that has lost them, too */
    static CanaryReport report(CanaryReport there, CanaryReport archived, long nowMillis) {
        long number = Math.max(Math.max(there.revision(), archived.revision()) + 1, nowMillis);
        return new CanaryReport(number, of(there.canaries(), archived.canaries()));
    }
}
