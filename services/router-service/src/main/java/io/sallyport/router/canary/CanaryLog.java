package io.sallyport.router.canary;

import io.sallyport.contract.canary.CanaryEvent;
import io.sallyport.contract.canary.CanaryState;
import io.sallyport.kit.api.Metrics;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes every change of a canary that this instance makes into the log, and counts it. */
final class CanaryLog {
    private static final Logger LOG = LoggerFactory.getLogger(CanaryLog.class);

    private static final String CHANGES = "sallyport_canary_changes_total";
    private static final String CHANGES_HELP = "Changes of canaries.";

    private final Metrics metrics;

    CanaryLog(Metrics metrics) {
        this.metrics = metrics;
        metrics.announceCounter(CHANGES, CHANGES_HELP);
    }

    /** Says what has happened in between, once for each event. */
    void tell(List<CanaryState> before, List<CanaryState> after) {
        for (CanaryState state : after) {
            CanaryState known = Plans.find(before, state.route());
            for (CanaryEvent event : state.history()) {
                if (known == null || !known.history().contains(event)) {
                    tell(state, event);
                }
            }
        }
    }

    private void tell(CanaryState state, CanaryEvent event) {
        metrics.counter(CHANGES, CHANGES_HELP, "action", event.action()).increment();
        LOG.info(
                "canary {} of route {}: {} to {} at {}%, by {}: {}",
                state.version(),
                state.route(),
                event.action(),
                event.phase(),
                event.weight(),
                event.by(),
                event.reason());
    }
}
