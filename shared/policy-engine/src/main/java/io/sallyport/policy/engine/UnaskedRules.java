package io.sallyport.policy.engine;

import io.sallyport.contract.Problem;
import io.sallyport.contract.policy.RuleDocument;
import io.sallyport.contract.policy.RuleDocument.Mode;
import io.sallyport.contract.policy.RuleDocument.WhenDocument;
import io.sallyport.contract.policy.ValidDocument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds rules that no request can reach, because a verdict before them has the same conditions or none. Valid, and hardly
 * ever meant: a login behind an {@code allow} for everybody guards nothing. Conditions that contain each other in other
 * ways are not looked for.
 */
public final class UnaskedRules {
    private UnaskedRules() {}

    /** One for each such rule, in the order of the document; takes time in proportion to their number. */
    public static List<Problem> in(List<RuleDocument> rules) {
        List<Problem> warnings = new ArrayList<>();
        Map<WhenDocument, Integer> decided = new HashMap<>();
        for (int i = 0; i < rules.size(); i++) {
            WhenDocument when = rules.get(i).when();
            int before = earlier(decided.get(WhenDocument.ALWAYS), asksWho(when) ? null : decided.get(when));
            if (before >= 0) {
                warnings.add(warning(i, before, rules.get(before)));
            }
            if (decides(rules.get(i))) {
                decided.putIfAbsent(when, i);
            }
        }
        return warnings;
    }

    private static int earlier(@Nullable Integer one, @Nullable Integer other) {
        if (one == null || other == null) {
            return one == null ? other == null ? -1 : other : one;
        }
        return Math.min(one, other);
    }

    private static Problem warning(int rule, int before, RuleDocument decider) {
        return new Problem(
                "rules[" + rule + "]",
                "a rule that is never asked, because rule " + decider.name() + " (rules[" + before
                        + "]) decides every request that it is for",
                "a place before that rule, or other conditions");
    }

    /** Who the client is may change between two rules with the same conditions. */
    private static boolean asksWho(WhenDocument when) {
        return !when.user().isEmpty() || !when.group().isEmpty();
    }

    private static boolean decides(RuleDocument rule) {
        boolean verdict = rule.then().refuses() || rule.then().permission().isPresent();
        return verdict && rule.mode() != Mode.REPORT && rule.valid().equals(ValidDocument.ALWAYS);
    }
}
