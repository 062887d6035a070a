package io.sallyport.edge.figures;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.kit.api.Metrics;
import io.sallyport.kit.api.TopCounter;

/** Requests by what the policy said of them, with the rules and lists that said most. Safe from any thread. */
final class VerdictFigures {
    private static final String NAME = "sallyport_policy_verdicts_total";
    private static final String HELP =
            "Requests by the rule that decided, and by rules on trial that would have; the rules with the most, and the others";

    private final TopCounter allowed;
    private final TopCounter blocked;
    private final TopCounter gated;
    private final TopCounter reported;
    private final TopCounter lists;

    VerdictFigures(Metrics metrics) {
        allowed = effect(metrics, "allow");
        blocked = effect(metrics, "block");
        gated = effect(metrics, "gate");
        reported = effect(metrics, "report");
        lists = metrics.top(
                "sallyport_policy_list_blocks_total",
                "Requests refused because a list names their site; the lists with the most, and the others",
                "list");
    }

    private static TopCounter effect(Metrics metrics, String effect) {
        return metrics.top(NAME, HELP, "rule", "effect", effect);
    }

    void count(AccessRecord access) {
        if (!access.rule().isEmpty()) {
            effect(access.outcome()).increment(access.rule());
        }
        if (!access.list().isEmpty()) {
            lists.increment(access.list());
        }
        if (!access.reported().isEmpty()) {
            for (String rule : access.reported().split(",")) {
                reported.increment(rule);
            }
        }
    }

    private TopCounter effect(Outcome outcome) {
        return switch (outcome) {
            case RULE_BLOCKED, RULE_DROPPED, TUNNEL_CUT -> blocked;
            case AUTHENTICATION_REQUIRED, ACCESS_DENIED, ACCESS_CHECK_FAILED, RATE_LIMITED -> gated;
            default -> allowed;
        };
    }
}
