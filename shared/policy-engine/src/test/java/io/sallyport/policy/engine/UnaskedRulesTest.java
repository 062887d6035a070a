package io.sallyport.policy.engine;

import static io.sallyport.policy.engine.Policies.ALLOW;
import static io.sallyport.policy.engine.Policies.BLOCK;
import static io.sallyport.policy.engine.Policies.always;
import static io.sallyport.policy.engine.Policies.rule;
import static io.sallyport.policy.engine.Policies.site;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Problem;
import io.sallyport.contract.policy.RuleDocument;
import io.sallyport.contract.policy.RuleDocument.Mode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class UnaskedRulesTest {
    private static List<String> places(RuleDocument... rules) {
        return UnaskedRules.in(List.of(rules)).stream().map(Problem::path).toList();
    }

    @Test
    void findsRulesBehindAVerdictForEverybody() {
        assertThat(places(
                        rule("a", site("a.test"), BLOCK), rule("b", always(), ALLOW), rule("c", site("c.test"), BLOCK)))
                .containsExactly("rules[2]");
    }

    @Test
    void findsTheSameConditionsAgain() {
        assertThat(UnaskedRules.in(List.of(rule("a", site("a.test"), BLOCK), rule("b", site("a.test"), ALLOW))))
                .singleElement()
                .satisfies(warning -> assertThat(warning.found()).contains("never asked", "rule a (rules[0])"));
    }

    @Test
    void leavesOthersAlone() {
        RuleDocument reported = new RuleDocument("a", always(), BLOCK, null, null, null, Mode.REPORT);

        assertThat(places(reported, rule("b", site("b.test"), BLOCK), rule("c", always(), ALLOW)))
                .isEmpty();
    }

    @Test
    @Timeout(5)
    void looksAtManyRulesInNoTime() {
        RuleDocument[] rules = new RuleDocument[50_000];
        for (int i = 0; i < rules.length; i++) {
            rules[i] = rule("r" + i, site("s" + i / 2 + ".test"), BLOCK);
        }

        assertThat(places(rules)).hasSize(rules.length / 2).startsWith("rules[1]", "rules[3]");
    }

    @Test
    void namesTheFirstRuleThatDecides() {
        assertThat(UnaskedRules.in(List.of(
                        rule("a", site("a.test"), BLOCK),
                        rule("b", always(), ALLOW),
                        rule("c", site("a.test"), BLOCK))))
                .singleElement()
                .satisfies(warning -> assertThat(warning.found()).contains("rule a (rules[0])"));
    }
}
