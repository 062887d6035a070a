package io.sallyport.edge.filter;

import io.sallyport.contract.Outcome;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.Filter;
import io.sallyport.edge.exchange.Problem;
import io.sallyport.policy.engine.Verdict;

/** Asks the policy and carries its verdict out. */
final class PolicyFilter implements Filter {
    @Override
    public Step request(Exchange exchange) {
        Verdict verdict = exchange.snapshots().policy().decide(exchange.facts(), exchange);
        if (verdict instanceof Verdict.Allow allow) {
            exchange.allowedBy(allow.rule(), allow.dial());
            return Step.NEXT;
        }
        block(exchange, (Verdict.Block) verdict);
        return Step.TAKEN;
    }

    private static void block(Exchange exchange, Verdict.Block block) {
        exchange.blockedBy(block.rule());
        String detail = block.reason().isEmpty() ? "Blocked by rule " + block.rule() + "." : block.reason();
        exchange.refuse(new Problem(Outcome.RULE_BLOCKED, block.status(), detail, block.rule(), block.reference()));
    }
}
