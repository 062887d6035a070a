package io.sallyport.edge.filter;

import io.sallyport.edge.access.Gates;
import io.sallyport.edge.access.Passage;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.Filter;
import io.sallyport.edge.exchange.Whereabouts;
import io.sallyport.edge.upstream.TargetAddresses;
import io.sallyport.policy.engine.Destination;
import io.sallyport.policy.engine.Verdict;
import io.sallyport.policy.engine.place.PlacedWalk;
import java.util.List;

/**
 * Asks the policy, takes the request through the gates that it names, resolves its target when a rule asks where it goes,
 * and carries the verdict out. Connections that are passed on unread are judged by whoever reads them.
 */
final class PolicyFilter implements Filter {
    private final Gates gates;
    private final TargetAddresses addresses;

    PolicyFilter(Gates gates, TargetAddresses addresses) {
        this.gates = gates;
        this.addresses = addresses;
    }

    @Override
    public Step request(Exchange exchange) {
        return exchange.listener().plain() || isProbe(exchange) ? Step.NEXT : walk(exchange, 0);
    }

    @Override
    public String phase() {
        return "policy";
    }

    /** The self-test's own requests go to its own origin whatever the rules say. */
    private static boolean isProbe(Exchange exchange) {
        if (!exchange.listener().forward()) {
            return false;
        }
        Verdict.Allow verdict = exchange.loop()
                .anonymity()
                .probes()
                .verdict(exchange.facts().authority().host(), exchange.facts().port());
        if (verdict != null) {
            exchange.allowedBy(verdict);
        }
        return verdict != null;
    }

    /** Gates and rules that only report lead on to the next rule; the walk ends with a verdict or an answer. */
    private Step walk(Exchange exchange, int from) {
        int next = from;
        while (true) {
            Verdict verdict = verdict(exchange, next);
            switch (verdict.kind()) {
                case ALLOW -> {
                    allow(exchange, (Verdict.Allow) verdict);
                    return Step.NEXT;
                }
                case BLOCK -> {
                    BlockAnswer.give(exchange, (Verdict.Block) verdict);
                    return Step.TAKEN;
                }
                case GATE -> {
                    if (!exchange.isPreflight() && !passes(exchange, (Verdict.Gate) verdict)) {
                        return Step.TAKEN;
                    }
                    next = ((Verdict.Gate) verdict).next();
                }
                case REPORTED -> {
                    exchange.passport().reportedBy(verdict.rule());
                    next = ((Verdict.Reported) verdict).next();
                }
                case UNLOCKED -> {
                    exchange.passport().unlockedBy(((Verdict.Unlocked) verdict).unlock());
                    next = ((Verdict.Unlocked) verdict).next();
                }
                case RESOLVE -> {
                    resolve(exchange, ((Verdict.Resolve) verdict).next());
                    return Step.TAKEN;
                }
            }
        }
    }

    /** @param next is of no meaning once the rules are asked about each address of the target */
    private static Verdict verdict(Exchange exchange, int next) {
        Whereabouts where = exchange.passport().knownWhereabouts();
        return where == null || where.walk() == null
                ? exchange.snapshots().policy().decide(exchange.facts(), exchange, next)
                : where.walk().next();
    }

    private static void allow(Exchange exchange, Verdict.Allow verdict) {
        exchange.allowedBy(verdict);
        Whereabouts where = exchange.passport().knownWhereabouts();
        if (where != null) {
            where.judged();
        }
    }

    private void resolve(Exchange exchange, int next) {
        addresses.of(exchange, found -> {
            Whereabouts where = exchange.passport().whereabouts();
            List<Destination> destinations =
                    where.found(found, exchange.snapshots().countries());
            where.walk(new PlacedWalk(exchange.snapshots().policy(), exchange.facts(), exchange, destinations, next));
            resume(exchange, next);
        });
    }

    private boolean passes(Exchange exchange, Verdict.Gate gate) {
        return gates.pass(exchange, gate, () -> resume(exchange, gate.next())) == Passage.PASSED;
    }

    private void resume(Exchange exchange, int next) {
        if (!exchange.isOver() && walk(exchange, next) == Step.NEXT) {
            exchange.proceed();
        }
    }
}
