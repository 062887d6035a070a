package io.sallyport.edge.tunnel;

import io.sallyport.contract.Outcome;
import io.sallyport.edge.control.SnapshotSet;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.policy.engine.PolicyTable;
import io.sallyport.policy.engine.Verdict;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;

/**
 * Ends open tunnels that a policy forbids, a slice of them with each sweep, so that a loop with many goes on serving.
 * Owner: the loop's thread.
 */
final class PolicyCut {
    private static final int SLICE = 500;

    private final boolean always;
    /** {@code null} before the first policy. */
    private SnapshotSet judging;

    private final Deque<Tunnel> due = new ArrayDeque<>();

    /** @param always whether each new policy is held against open tunnels unasked */
    PolicyCut(boolean always) {
        this.always = always;
    }

    /** Called with every sweep. */
    void sweep(SnapshotSet current, Collection<Tunnel> open) {
        if (always && !isJudging(current.policy())) {
            begin(current, open);
        }
        judge();
    }

    private boolean isJudging(PolicyTable policy) {
        return judging != null && judging.policy() == policy;
    }

    /** All that are open are due from now on. */
    void begin(SnapshotSet current, Collection<Tunnel> open) {
        judging = current;
        due.clear();
        due.addAll(open);
    }

    /** A tunnel that was decided on by an older policy while a new one came into force. */
    void opened(Tunnel tunnel) {
        SnapshotSet by = tunnel.exchange().snapshots();
        if (always && judging != null && by.policy() != judging.policy()) {
            due.add(tunnel);
        }
    }

    private void judge() {
        for (int i = 0; i < SLICE && !due.isEmpty(); i++) {
            Tunnel tunnel = due.remove();
            if (!tunnel.exchange().isOver()) {
                judge(tunnel);
            }
        }
    }

    private void judge(Tunnel tunnel) {
        Exchange exchange = tunnel.exchange();
        Verdict verdict = Recheck.of(judging.policy(), exchange.facts(), exchange, tunnel.destination());
        if (Recheck.forbids(verdict, exchange.facts())) {
            exchange.blockedBy(verdict.rule());
            if (verdict instanceof Verdict.Block block) {
                exchange.passport().listedOn(block.list());
            }
            tunnel.close(Outcome.TUNNEL_CUT, TunnelTimes.BEFORE_RESET);
        }
    }
}
