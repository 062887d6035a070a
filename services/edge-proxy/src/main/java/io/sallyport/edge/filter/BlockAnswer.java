package io.sallyport.edge.filter;

import io.sallyport.contract.Outcome;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.problem.Problem;
import io.sallyport.policy.engine.Refusal;
import io.sallyport.policy.engine.Verdict;

/** Answers a request that a rule blocks, in the way that the rule says. */
final class BlockAnswer {
    /** For legal reasons (RFC 7725). */
    private static final int LEGAL = 451;

    private BlockAnswer() {}

    static void give(Exchange exchange, Verdict.Block block) {
        exchange.blockedBy(block.rule());
        exchange.passport().listedOn(block.list());
        switch (block.refusal().way()) {
            case DROP -> exchange.passport().drop();
            case REDIRECT -> exchange.refuse(redirect(exchange, block));
            case ANSWER -> exchange.refuse(answer(block));
        }
    }

    private static Problem redirect(Exchange exchange, Verdict.Block block) {
        return exchange.facts().method().equals("CONNECT")
                ? answer(block)
                : problem(block, 302).with("location", block.refusal().location());
    }

    /** RFC 7725 section 4: whoever blocks for legal reasons says so in a link. */
    private static Problem answer(Verdict.Block block) {
        Problem problem = problem(block, block.status());
        String blockedBy = block.refusal().blockedBy();
        return block.status() == LEGAL && !blockedBy.isEmpty()
                ? problem.with("link", '<' + blockedBy + ">; rel=\"blocked-by\"")
                : problem;
    }

    private static Problem problem(Verdict.Block block, int status) {
        String detail = block.reason().isEmpty() ? "Blocked by rule " + block.rule() + "." : block.reason();
        Refusal refusal = block.refusal();
        return new Problem(Outcome.RULE_BLOCKED, status, detail, block.rule(), block.reference())
                .by(refusal.authority());
    }
}
