package io.sallyport.policy.api;

import io.sallyport.contract.policy.PoliciesDocument;
import io.sallyport.contract.policy.PolicySnapshot;
import io.sallyport.contract.policy.PolicySnapshot.CompiledList;
import io.sallyport.contract.policy.RuleDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the suite runs.
 *
 * @param problem why the file on disk was refused; empty when it was not
 * @param leads   whether this instance publishes
 * @param dated   rules that are not in force, or not for long any more
 */
public record PoliciesAnswer(
        long generation,
        String digest,
        Instant producedAt,
        String problem,
        boolean leads,
        List<CompiledList> lists,
        List<DatedRule> dated,
        PoliciesDocument document) {
    /** From when on a rule's end is told beforehand. */
    private static final Duration WARNING = Duration.ofDays(30);

    /**
     * A rule with dates that matter now.
     *
     * @param state {@code not-yet}, {@code ends-soon} or {@code ended}
     * @param at    when it comes into force, or ends
     */
    public record DatedRule(String rule, String state, Instant at) {
        static Optional<DatedRule> of(RuleDocument rule, Instant now) {
            long from = rule.valid().fromMillis();
            long until = rule.valid().untilMillis();
            long millis = now.toEpochMilli();
            if (millis < from) {
                return Optional.of(new DatedRule(rule.name(), "not-yet", Instant.ofEpochMilli(from)));
            }
            boolean told = until != Long.MAX_VALUE && millis >= until - WARNING.toMillis();
            return told
                    ? Optional.of(new DatedRule(
                            rule.name(), millis < until ? "ends-soon" : "ended", Instant.ofEpochMilli(until)))
                    : Optional.empty();
        }
    }

    static PoliciesAnswer of(PolicySnapshot snapshot, String problem, boolean leads, Instant now) {
        return new PoliciesAnswer(
                snapshot.generation(),
                snapshot.digest(),
                snapshot.producedAt(),
                problem,
                leads,
                snapshot.lists(),
                snapshot.document().rules().stream()
                        .flatMap(rule -> DatedRule.of(rule, now).stream())
                        .toList(),
                snapshot.document().shown());
    }
}
