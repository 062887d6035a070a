package io.sallyport.policy.transparency;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.policy.PoliciesDocument;
import io.sallyport.contract.policy.PolicySnapshot;
import io.sallyport.contract.policy.RuleDocument;
import io.sallyport.contract.policy.RuleDocument.ThenDocument;
import io.sallyport.contract.policy.RuleDocument.WhenDocument;
import io.sallyport.contract.policy.ValidDocument;
import io.sallyport.policy.records.Coverage;
import io.sallyport.policy.transparency.RuleDates.Book;
import io.sallyport.policy.transparency.TransparencyAnswer.PublishedRule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TransparencyTest {
    private static final Instant MAY = Instant.parse("2026-05-01T00:00:00Z");
    private static final Instant JUNE = Instant.parse("2026-06-01T00:00:00Z");

    private static RuleDocument order(String reason, String from, String until) {
        WhenDocument when = new WhenDocument(
                List.of("a.test", "*.a.test"), null, null, null, null, null, null, null, List.of("DE"), null, null);
        ValidDocument valid = new ValidDocument(Optional.ofNullable(from), Optional.ofNullable(until));
        return new RuleDocument(
                "order", when, ThenDocument.parse("block"), 451, reason, "case 7", null, "Court of \"X\", Y", valid);
    }

    private static PolicySnapshot snapshot(Instant at, RuleDocument... rules) {
        return new PolicySnapshot(1, "d", at, new PoliciesDocument(List.of(), List.of(rules), null), List.of());
    }

    @Test
    void aRuleIsAsOldAsItsLastChange() {
        Book first = RuleDates.after(new Book(null), snapshot(MAY, order("a", null, null)));
        Book same = RuleDates.after(first, snapshot(JUNE, order("a", null, null)));
        Book changed = RuleDates.after(same, snapshot(JUNE, order("b", null, null)));

        assertThat(same).isEqualTo(first);
        assertThat(same.rules().get("order").since()).isEqualTo(MAY);
        assertThat(changed.rules().get("order").since()).isEqualTo(JUNE);
        assertThat(RuleDates.after(changed, snapshot(JUNE)).rules()).isEmpty();
    }

    @Test
    void aRuleIsInForceWithinItsDates() {
        PublishedRule early = published(order("a", "2026-05-20", null));
        PublishedRule ended = published(order("a", null, "2026-05-20"));

        assertThat(early.inForce()).isTrue();
        assertThat(early.inForceSince()).contains(Instant.parse("2026-05-20T00:00:00Z"));
        assertThat(ended.inForce()).isFalse();
        assertThat(ended.inForceSince()).isEmpty();
        assertThat(published(order("a", null, null)).inForceSince()).contains(MAY);
    }

    private static PublishedRule published(RuleDocument rule) {
        return PublishedRule.of(rule, JUNE, Optional.of(MAY), Map.of());
    }

    @Test
    void writesALineForEachRuleAndCountry() {
        Coverage coverage = new Coverage(List.of(), List.of(), 0, Optional.empty(), true);
        PublishedRule counted =
                PublishedRule.of(order("a, b", null, null), JUNE, Optional.of(MAY), Map.of("NL", 2L, "DE", 40L));
        String csv = TransparencyCsv.of(
                new TransparencyAnswer(JUNE, 3, MAY, coverage, List.of(counted, published(order("a", null, null)))));

        assertThat(csv.split("\r\n")).hasSize(4).satisfies(lines -> {
            assertThat(lines[1])
                    .isEqualTo("order,block,451,enforce,a.test *.a.test,,DE,,\"Court of \"\"X\"\", Y\",case 7,"
                            + "\"a, b\",,,true,2026-05-01T00:00:00Z,DE,40");
            assertThat(lines[2]).endsWith(",NL,2");
            assertThat(lines[3]).endsWith(",,0");
        });
    }

    @Test
    void publishesOnlyWhatRestsOnSomething() {
        RuleDocument own = new RuleDocument("own", null, ThenDocument.parse("block"), null, "mine", null, null);

        assertThat(PublishedRule.isPublished(own)).isFalse();
        assertThat(PublishedRule.isPublished(order("a", null, null))).isTrue();
    }
}
