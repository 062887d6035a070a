package io.sallyport.policy.engine;

import io.sallyport.contract.Problem;
import io.sallyport.contract.policy.RuleDocument;
import io.sallyport.contract.policy.RuleDocument.Mode;
import io.sallyport.contract.policy.RuleDocument.WhenDocument;
import io.sallyport.contract.policy.ValidDocument;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds rules that no request can reach, because a verdict before them has the same conditions or none. Valid, and hardly
 * ever meant: a login behind an {@code allow} for everybody guards nothing. Conditions that contain each other in other
 * ways are not looked for.
 */
public final class UnaskedRules {
    private UnaskedRules() {}

    /** One for each such rule, in the order of the document. */
    public static List<Problem> in(List<RuleDocument> rules) {
        List<Problem> warnings = new ArrayList<>();
        for (int i = 0; i < rules.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (decidesAllOf(rules.get(j), rules.get(i).when())) {
                    warnings.add(new Problem(
                            "rules[" + i + "]",
                            "a rule that is never asked, because rule "
                                    + rules.get(j).name() + " (rules[" + j
                                    + "]) decides every request that it is for",
                            "a place before that rule, or other conditions"));
                    break;
                }
            }
        }
        return warnings;
    }

    private static boolean decidesAllOf(RuleDocument before, WhenDocument when) {
        boolean verdict = before.then().refuses() || before.then().permission().isPresent();
        if (!verdict || before.mode() == Mode.REPORT) {
            return false;
        }
        // Who the client is may change between two rules with the same conditions.
        boolean asksWho = !when.user().isEmpty() || !when.group().isEmpty();
        if (!before.valid().equals(ValidDocument.ALWAYS)) {
            return false;
        }
        return before.when().equals(WhenDocument.ALWAYS)
                || (!asksWho && before.when().equals(when));
    }
}
