package io.sallyport.router.api;

import io.sallyport.contract.canary.CanaryReport;
import io.sallyport.contract.canary.CanaryState;
import java.util.ArrayList;
import java.util.List;

/** Finds the canaries that are over and wait for an edit of the routes. */
final class EndedCanaries {
    private EndedCanaries() {}

    /** One sentence for each, with what to do. */
    static List<String> of(CanaryReport report) {
        List<String> ended = new ArrayList<>();
        for (CanaryState state : report.canaries()) {
            String canary = "route " + state.route() + ": canary " + state.version();
            if (state.phase() == CanaryState.Phase.PROMOTED) {
                ended.add(canary + " serves everybody; make it the route's default and remove the canary");
            } else if (state.phase() == CanaryState.Phase.ROLLED_BACK) {
                ended.add(canary + " was rolled back: " + state.reason());
            }
        }
        return ended;
    }
}
