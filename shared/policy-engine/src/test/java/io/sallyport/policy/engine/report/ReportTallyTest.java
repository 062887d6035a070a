package io.sallyport.policy.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord.Kind;
import io.sallyport.contract.policy.RuleDocument;
import io.sallyport.contract.policy.RuleDocument.Mode;
import io.sallyport.contract.policy.RuleDocument.ThenDocument;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTallyTest {
    private static RuleDocument rule(String name, Mode mode) {
        return new RuleDocument(name, null, ThenDocument.parse("block"), null, null, null, mode);
    }

    private final ReportTally tally =
            new ReportTally(List.of(rule("trial", Mode.REPORT), rule("hard", Mode.ENFORCE), rule("idle", Mode.REPORT)));

    @Test
    void countsEachRuleThatARecordNames() {
        tally.add(ReportRecords.of("trial", "192.0.2.1", "", "a.test", Outcome.FORWARDED, "default"));
        tally.add(ReportRecords.of("old,trial", "192.0.2.1", "", "b.test", Outcome.RULE_BLOCKED, "hard"));
        tally.add(ReportRecords.of("trial", "192.0.2.2", "ann", "a.test", Outcome.FORWARDED, "default"));
        tally.add(ReportRecords.of("trial", "192.0.2.3", "ann", "a.test", Outcome.DNS_FAILED, "default"));
        tally.add(ReportRecords.of("", "192.0.2.9", "", "c.test", Outcome.FORWARDED, "default"));

        List<RuleReport> reports = tally.reports();

        assertThat(tally.records()).isEqualTo(4);
        assertThat(reports).extracting(RuleReport::rule).containsExactly("trial", "idle", "old");
        RuleReport trial = reports.get(0);
        assertThat(trial.would()).isEqualTo("block");
        assertThat(trial.requests()).isEqualTo(4);
        assertThat(trial.alone()).isEqualTo(3);
        assertThat(trial.users()).isEqualTo(2);
        assertThat(trial.clients()).isEqualTo(3);
        assertThat(trial.sites()).containsExactly(new TopCounts.Count("a.test", 3), new TopCounts.Count("b.test", 1));
        assertThat(trial.instead())
                .containsExactly(
                        new TopCounts.Count("served by default", 2),
                        new TopCounts.Count("dns_failed by default", 1),
                        new TopCounts.Count("rule_blocked by hard", 1));
        assertThat(reports.get(1).requests()).isZero();
        assertThat(reports.get(1).first()).isNull();
        assertThat(reports.get(2).would()).isEmpty();
    }

    @Test
    void remembersTheFirstAndTheLastInWhateverOrderTheyCome() {
        for (long second : new long[] {5, 2, 9, 4}) {
            tally.add(ReportRecords.of(
                    Kind.TUNNEL, "", second * 1_000_000, "trial", "c", "", "a.test", Outcome.TUNNEL_CLOSED, "default"));
        }

        assertThat(tally.reports().get(0).first()).isEqualTo("1970-01-01T00:00:02Z");
        assertThat(tally.reports().get(0).last()).isEqualTo("1970-01-01T00:00:09Z");
    }

    @Test
    void leavesOutWhatIsNobodysRequest() {
        tally.add(ReportRecords.of(Kind.PROGRESS, "", 1, "trial", "c", "", "a.test", Outcome.TUNNEL_CLOSED, "default"));
        tally.add(
                ReportRecords.of(Kind.EXCHANGE, "shadow", 1, "trial", "c", "", "a.test", Outcome.FORWARDED, "default"));

        assertThat(tally.records()).isZero();
    }

    @Test
    void keepsWhatComesOftenAmongMoreSitesThanItHolds() {
        TopCounts sites = new TopCounts();
        for (int i = 0; i < 20_000; i++) {
            sites.add("site-" + i);
            if (i % 4 == 0) {
                sites.add("often.test");
            }
        }

        assertThat(sites.top(1)).containsExactly(new TopCounts.Count("often.test", 5_000));
        assertThat(sites.top(10_000).stream()
                        .mapToLong(TopCounts.Count::requests)
                        .sum())
                .isEqualTo(25_000 - sites.dropped());
        assertThat(sites.top(10_000).size()).isLessThanOrEqualTo(500);
    }
}
