package io.sallyport.policy.engine;

import static io.sallyport.policy.engine.Policies.ALLOW;
import static io.sallyport.policy.engine.Policies.BLOCK;
import static io.sallyport.policy.engine.Policies.document;
import static io.sallyport.policy.engine.Policies.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.policy.PoliciesDocument;
import io.sallyport.contract.policy.PoliciesDocument.DefaultAction;
import io.sallyport.contract.policy.RuleDocument;
import io.sallyport.contract.policy.RuleDocument.WhenDocument;
import io.sallyport.contract.policy.TimeDocument;
import io.sallyport.contract.policy.Unlock;
import io.sallyport.contract.policy.ValidDocument;
import io.sallyport.policy.engine.Explanation.Condition;
import io.sallyport.policy.engine.Explanation.Step;
import io.sallyport.policy.engine.list.NameSet;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules in force for a time, at hours, and blocks that are lifted for a while. */
class RuleTimesTest {
    private static final Map<String, NameSet> LISTS = Map.of("ads", NameSet.of(List.of("ads.test")));
    private static final long NOON = Instant.parse("2026-06-01T12:00:00Z").toEpochMilli();

    private static CallerFacts at(long millis) {
        return new CallerFacts.Known("", CallerFacts.UNKNOWN, "ann", List.of("staff"), millis, Destination.UNRESOLVED);
    }

    private static RuleDocument order(String from, String until) {
        ValidDocument valid = new ValidDocument(Optional.ofNullable(from), Optional.ofNullable(until));
        return new RuleDocument("order", Policies.always(), BLOCK, 451, null, null, null, "court", valid);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-06-01,           ,                     1, block",
        "2026-06-01,           ,                    -1, allow",
        "2026-06-01T00:00:00Z, 2026-06-02,           0, block",
        "2026-05-01,           2026-06-01,          -1, block",
        "2026-05-01,           2026-06-01,           0, allow",
        ",                     2026-06-01,          -1, block",
        ",                     2026-06-01,           0, allow",
    })
    void asksARuleOnlyWithinItsDates(String from, String until, long millis, String verdict) {
        long midnight = Instant.parse("2026-06-01T00:00:00Z").toEpochMilli();
        PolicyTable table = PolicyTable.compile(document(order(from, until)), LISTS);

        assertThat(table.decide(get("a.test"), at(midnight + millis), 0).kind().name())
                .isEqualToIgnoringCase(verdict);
    }

    @Test
    void saysFromWhenAndSinceWhenARuleIsNotAsked() {
        Explanation early =
                PolicyTable.compile(document(order("2027-01-31", null)), LISTS).explain(get("a.test"), at(NOON));
        Explanation late = PolicyTable.compile(document(order(null, "2026-01-31T12:00:00Z")), LISTS)
                .explain(get("a.test"), at(NOON));

        assertThat(early.steps().get(0))
                .isEqualTo(new Step("order", Condition.VALID, "", "not in force until 2027-01-31T00:00:00Z"));
        assertThat(late.steps().get(0).note()).isEqualTo("not in force since 2026-01-31T12:00:00Z");
    }

    @Test
    void blocksAtItsHoursForItsGroup() {
        WhenDocument when = new WhenDocument(
                List.of("play.test"),
                null,
                List.of("192.0.2.0/24"),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of("staff"),
                null,
                null,
                null,
                List.of(
                        new TimeDocument(null, "08:00", "11:00", null),
                        new TimeDocument(null, "13:00", "17:00", null)));
        PolicyTable table = PolicyTable.compile(document(Policies.rule("work", when, BLOCK)), LISTS);

        assertThat(table.decide(get("play.test"), at(NOON), 0).rule()).isEqualTo("default");
        assertThat(table.decide(get("play.test"), at(NOON + 3_600_000), 0).rule())
                .isEqualTo("work");
        assertThat(table.explain(get("play.test"), at(NOON)).steps().get(0).unmet())
                .isEqualTo(Condition.TIME);
        assertThat(table.decide(
                                get("play.test"),
                                new CallerFacts.Known(
                                        "", "", "bob", List.of(), NOON + 3_600_000, Destination.UNRESOLVED),
                                0)
                        .rule())
                .isEqualTo("default");
    }

    private static Unlock unlock(String site, String list, String rule, boolean overAuthority) {
        return new Unlock("u1", site, list, rule, "", "", "", overAuthority, NOON, NOON + 1000, "");
    }

    private static PolicyTable unlocked(PoliciesDocument document, Unlock... unlocks) {
        return PolicyTable.compile(document, LISTS).with(Unlocks.of(List.of(unlocks)));
    }

    @Test
    void liftsABlockForAWhileAndEndsByItself() {
        PolicyTable table =
                unlocked(document(Policies.rule("ads", Policies.list("ads"), BLOCK)), unlock("", "ads", "", false));

        assertThat(table.decide(get("x.ads.test"), at(NOON + 999), 0)).isEqualTo(new Verdict.Unlocked("ads", "u1", 1));
        assertThat(table.decide(get("x.ads.test"), at(NOON + 1000), 0).kind()).isEqualTo(Verdict.Kind.BLOCK);
        Explanation explained = table.explain(get("x.ads.test"), at(NOON));
        assertThat(explained.verdict().kind()).isEqualTo(Verdict.Kind.ALLOW);
        assertThat(explained.steps())
                .containsExactly(new Step("ads", Condition.NONE, "unlock:u1"), new Step("default", Condition.NONE, ""));
    }

    @Test
    void asksTheRulesBehindABlockThatIsLifted() {
        PolicyTable table = unlocked(
                document(
                        Policies.rule("ads", Policies.list("ads"), BLOCK),
                        Policies.rule("other", Policies.site("x.ads.test"), BLOCK)),
                unlock("", "ads", "", false));

        assertThat(table.decide(get("x.ads.test"), at(NOON), 1).rule()).isEqualTo("other");
        assertThat(table.decide(get("x.ads.test"), at(NOON), 1).kind()).isEqualTo(Verdict.Kind.BLOCK);
    }

    @Test
    void neverLiftsAnOrderUnlessItSaysSo() {
        PolicyTable table = unlocked(document(order(null, null)), unlock("a.test", "", "", false));
        PolicyTable over = unlocked(document(order(null, null)), unlock("", "", "order", true));

        assertThat(table.decide(get("a.test"), at(NOON), 0).kind()).isEqualTo(Verdict.Kind.BLOCK);
        assertThat(over.decide(get("a.test"), at(NOON), 0).kind()).isEqualTo(Verdict.Kind.UNLOCKED);
    }

    @Test
    void liftsTheDefaultOfAPolicyThatAllowsLittle() {
        PoliciesDocument closed = new PoliciesDocument(
                List.of(), List.of(Policies.rule("known", Policies.site("b.test"), ALLOW)), DefaultAction.BLOCK);
        PolicyTable table = unlocked(closed, unlock("a.test", "", "", false));

        Verdict.Unlocked verdict = (Verdict.Unlocked) table.decide(get("www.a.test"), at(NOON), 0);
        assertThat(table.decide(get("www.a.test"), at(NOON), verdict.next()))
                .isEqualTo(new Verdict.Allow("default", DialRules.NONE));
        assertThat(table.decide(get("c.test"), at(NOON), 0).kind()).isEqualTo(Verdict.Kind.BLOCK);
        assertThat(table.decide(get("nota.test"), at(NOON), 0).kind()).isEqualTo(Verdict.Kind.BLOCK);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7,    ,    ,      true",
        "192.0.2.0/24, ,    ,      true",
        "192.0.3.0/24, ,    ,      false",
        ",             ann, ,      true",
        ",             bob, ,      false",
        ",             ,    staff, true",
        ",             ,    chefs, false",
        "192.0.2.7,    bob, staff, false",
    })
    void isForWhomItNames(String client, String user, String group, boolean lifted) {
        Unlock unlock = new Unlock("u1", "ads.test", null, null, client, user, group, false, NOON, NOON + 1000, null);
        PolicyTable table = unlocked(document(Policies.rule("ads", Policies.list("ads"), BLOCK)), unlock);

        assertThat(table.decide(get("ads.test"), at(NOON), 0).kind() == Verdict.Kind.UNLOCKED)
                .isEqualTo(lifted);
    }

    @Test
    void asksForTheScheme() {
        WhenDocument when = new WhenDocument(
                null, null, null, null, null, null, null, null, null, null, null, List.of("http"), null, null, null);
        PolicyTable table = PolicyTable.compile(document(Policies.rule("plain", when, BLOCK)), LISTS);

        assertThat(table.decide(get("a.test")).rule()).isEqualTo("plain");
        assertThat(table.decide(Policies.facts("egress", "GET", "https", "a.test", "192.0.2.7"))
                        .rule())
                .isEqualTo("default");
        assertThat(table.decide(Policies.facts("egress", "CONNECT", "", "a.test:443", "192.0.2.7"))
                        .rule())
                .isEqualTo("default");
    }
}
