package io.sallyport.edge.filter;

import io.sallyport.contract.Outcome;
import io.sallyport.edge.access.Gates;
import io.sallyport.edge.access.Passage;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.Filter;
import io.sallyport.edge.exchange.Problem;
import io.sallyport.policy.engine.Verdict;

/** Asks the policy, takes the request through the gates that it names, and carries its verdict out. */
final class PolicyFilter implements Filter {
    private final Gates gates;

    PolicyFilter(Gates gates) {
        this.gates = gates;
    }

    @Override
    public Step request(Exchange exchange) {
        return walk(exchange, 0);
    }

    /** Gates and rules that only report lead on to the next rule; the walk ends with a verdict or an answer. */
    private Step walk(Exchange exchange, int from) {
        int next = from;
        while (true) {
            Verdict verdict = exchange.snapshots().policy().decide(exchange.facts(), exchange, next);
            switch (verdict.kind()) {
                case ALLOW -> {
                    exchange.allowedBy((Verdict.Allow) verdict);
                    return Step.NEXT;
                }
                case BLOCK -> {
                    block(exchange, (Verdict.Block) verdict);
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
            }
        }
    }

    private boolean passes(Exchange exchange, Verdict.Gate gate) {
        return gates.pass(exchange, gate, () -> resume(exchange, gate.next())) == Passage.PASSED;
    }

    private void resume(Exchange exchange, int next) {
        if (!exchange.isOver() && walk(exchange, next) == Step.NEXT) {
            exchange.proceed();
        }
    }

    private static void block(Exchange exchange, Verdict.Block block) {
        exchange.blockedBy(block.rule());
        exchange.passport().listedOn(block.list());
        String detail = block.reason().isEmpty() ? "Blocked by rule " + block.rule() + "." : block.reason();
        exchange.refuse(new Problem(Outcome.RULE_BLOCKED, block.status(), detail, block.rule(), block.reference()));
    }
}
