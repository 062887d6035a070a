package io.sallyport.edge.audit;

import io.sallyport.contract.log.AccessRecord;
import io.sallyport.kit.api.Metrics;
import java.util.function.Consumer;

/**
 * Makes a record of each call that changed something, and of refused ones as long as they are not a flood: of those, so many
 * in a second, and the next record says how many were left out. Owner: the event loop of the admin server.
 */
public final class AuditTrail {
    private static final double PER_SECOND = 5;
    private static final double BURST = 100;
    private static final double MICROS = 1e6;

    private final Consumer<AccessRecord> records;
    private final Metrics.Counter recorded;
    private final Metrics.Counter leftOut;
    private double tokens = BURST;
    private long lastMicros;
    private long missing;

    /** @param records where they go */
    public AuditTrail(Consumer<AccessRecord> records, Metrics metrics) {
        this.records = records;
        this.recorded = metrics.counter("sallyport_admin_changes_total", "Calls that change something, with a record.");
        this.leftOut = metrics.counter(
                "sallyport_admin_unrecorded_total", "Refused calls without a record, because there were too many.");
    }

    /** Takes a call that is over. */
    public void take(AdminCall call) {
        boolean refused = call.status() >= 400 && call.status() < 500;
        if (refused && !hasRoom(call.startedAtMicros() + call.totalMicros())) {
            missing++;
            leftOut.increment();
            return;
        }
        String summary = BodySummary.of(call.body(), call.isDocument());
        records.accept(AuditForm.of(call, BodySummary.cut(before() + summary)));
        recorded.increment();
    }

    private String before() {
        long count = missing;
        missing = 0;
        return count == 0 ? "" : count + " refused calls before this one have no record; ";
    }

    private boolean hasRoom(long nowMicros) {
        double since = Math.max(0, nowMicros - lastMicros) / MICROS;
        tokens = Math.min(BURST, tokens + since * PER_SECOND);
        lastMicros = nowMicros;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
