package io.sallyport.edge.tunnel;

import io.sallyport.contract.Outcome;
import io.sallyport.edge.control.SnapshotSet;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.ExchangeRecord;
import io.sallyport.policy.engine.PolicyTable;
import io.sallyport.policy.engine.Verdict;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;

/**
 * Ends open tunnels that a policy forbids or an operator means, a slice of them with each sweep, so that a loop with many
 * goes on serving. Owner: the loop's thread.
 */
final class Cuts {
    /** The rule that a record names when an operator has ended the tunnel. */
    static final String OPERATOR = "operator";

    private static final int SLICE = 500;

    private final boolean always;
    /** {@code null} before the first policy. */
    private PolicyTable seen;

    private final Deque<Run> runs = new ArrayDeque<>();

    /** @param always whether each new policy is held against open tunnels unasked */
    Cuts(boolean always) {
        this.always = always;
    }

    /** Says which rule ends a tunnel; {@code null}: none. */
    private interface Judge {
        String rule(Tunnel tunnel);
    }

    /** Tunnels that are still to be judged, and how many have been ended. */
    private static final class Run {
        private final Judge judge;
        private final Deque<Tunnel> due;
        private final Promise<Integer> over = Promise.promise();
        private int ended;

        Run(Judge judge, Collection<Tunnel> open) {
            this.judge = judge;
            this.due = new ArrayDeque<>(open);
        }
    }

    /** Called with every sweep. */
    void sweep(SnapshotSet current, Collection<Tunnel> open) {
        if (always && seen != current.policy()) {
            forbidden(current, open);
        }
        seen = current.policy();
        int left = SLICE;
        while (left > 0 && !runs.isEmpty()) {
            left = judge(runs.peek(), left);
        }
    }

    /** @return how many more may be judged */
    private int judge(Run run, int most) {
        int left = most;
        while (left > 0 && !run.due.isEmpty()) {
            left--;
            Tunnel tunnel = run.due.remove();
            String rule = tunnel.exchange().isOver() ? null : run.judge.rule(tunnel);
            if (rule != null) {
                run.ended++;
                tunnel.exchange().blockedBy(rule);
                tunnel.close(Outcome.TUNNEL_CUT, TunnelTimes.BEFORE_RESET);
            }
        }
        if (run.due.isEmpty()) {
            runs.remove(run);
            run.over.complete(run.ended);
        }
        return left;
    }

    /** Ends those that a policy forbids; completes with their number when all that are open have been judged. */
    Future<Integer> forbidden(SnapshotSet by, Collection<Tunnel> open) {
        return run(new Run(tunnel -> forbidding(by.policy(), tunnel), open));
    }

    /** Ends those that are meant, as {@link #forbidden}. */
    Future<Integer> selected(TunnelSelection selection, Collection<Tunnel> open) {
        return run(new Run(
                tunnel -> selection.accepts(ExchangeRecord.progress(tunnel.exchange())) ? OPERATOR : null, open));
    }

    private Future<Integer> run(Run run) {
        runs.add(run);
        return run.over.future();
    }

    /** A tunnel that was decided on by an older policy while a new one came into force. */
    void opened(Tunnel tunnel) {
        PolicyTable by = tunnel.exchange().snapshots().policy();
        if (always && seen != null && by != seen) {
            PolicyTable now = seen;
            run(new Run(each -> forbidding(now, each), java.util.List.of(tunnel)));
        }
    }

    private static String forbidding(PolicyTable policy, Tunnel tunnel) {
        Exchange exchange = tunnel.exchange();
        if (exchange.listener().plain()) {
            return null; // no rule has let it in
        }
        Verdict verdict = Recheck.of(policy, exchange.facts(), exchange, tunnel.destination());
        if (!Recheck.forbids(verdict, exchange.facts(), exchange)) {
            return null;
        }
        if (verdict instanceof Verdict.Block block) {
            exchange.passport().listedOn(block.list());
        }
        return verdict.rule();
    }
}
