package io.sallyport.routing.balance;

import io.sallyport.routing.circuit.Circuit;
import io.sallyport.routing.engine.EjectionRules;
import io.sallyport.routing.engine.EndpointView;
import org.jspecify.annotations.Nullable;

/** One endpoint in one track, as one loop balances it. Owner: the loop's thread. */
final class Member {
    /** Part of its weight that an endpoint has at the beginning of its slow start. */
    private static final double SLOW_START_FLOOR = 0.1;

    final EndpointLoad load;
    EndpointView view;
    Pick.Chosen chosen;
    private Pick.Chosen onTrial;
    /** What the weighted turn owes it. */
    double credit;

    private long rampStartNanos;
    private long rampNanos;

    Member(EndpointView view, EndpointLoad load) {
        this.load = load;
        this.view = view;
        this.chosen = new Pick.Chosen(view, load, false);
        this.onTrial = new Pick.Chosen(view, load, true);
    }

    /** The same endpoint as a newer table sees it. */
    void update(EndpointView newer) {
        if (!newer.equals(view)) {
            view = newer;
            chosen = new Pick.Chosen(newer, load, false);
            onTrial = new Pick.Chosen(newer, load, true);
        }
    }

    /** Begins or ends its slow start, by when it came back. */
    void ramp(long slowStartNanos, long nowNanos) {
        long longAgo = nowNanos - slowStartNanos;
        rampStartNanos = load.cameBackNanos(longAgo);
        rampNanos = nowNanos - rampStartNanos < slowStartNanos ? slowStartNanos : 0;
    }

    boolean isRamping(long nowNanos) {
        return rampNanos > 0 && nowNanos - rampStartNanos < rampNanos;
    }

    /** End of its slow start, if it is in one. */
    long rampEndNanos() {
        return rampStartNanos + rampNanos;
    }

    /** Its part in relation to the others; grows from a tenth to the whole of its weight during the slow start. */
    double weight(long nowNanos) {
        if (!isRamping(nowNanos)) {
            return view.weight();
        }
        double grown = (double) (nowNanos - rampStartNanos) / rampNanos;
        return view.weight() * Math.max(SLOW_START_FLOOR, grown);
    }

    /** Whether probes and passive health let it have its part. */
    boolean isUsable() {
        return view.isAvailable() && load.isIn();
    }

    /** Whether its time out has been over for as long again as the first one lasts. */
    boolean overdue(@Nullable EjectionRules rules, long nowNanos) {
        Circuit circuit = load.circuit();
        return circuit != null && rules != null && circuit.state().isDue(nowNanos - rules.baseNanos());
    }

    /** The one pick that decides whether it is taken back; {@code null} when it is not its time. */
    Pick.@Nullable Chosen tryTrial(long nowNanos) {
        Circuit circuit = load.circuit();
        return circuit != null && circuit.tryTrial(nowNanos) ? onTrial : null;
    }
}
