package io.sallyport.policy.engine.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one rule in report mode would have done.
 *
 * @param rule       its name
 * @param would      what it would have done, such as {@code block}; empty when the policy in force has no such rule in report mode
 * @param requests   that it would have decided on, or refused
 * @param alone      those of them that no other rule in report mode before it would have taken
 * @param users      different users of these requests; who has not logged in counts by the address or pseudonym
 * @param usersError by what share the truth may differ from {@code users}, 19 times of 20; 0 when it is exact
 * @param clients    different addresses or pseudonyms
 * @param clientsError as {@code usersError}
 * @param first      start of the first such request in ISO 8601; null without one
 * @param last       start of the last one
 * @param sites      the most frequent ones
 * @param instead    what became of the requests: {@code served by open}, {@code rule_blocked by no-ads}, most frequent first
 */
public record RuleReport(
        String rule,
        String would,
        long requests,
        long alone,
        long users,
        double usersError,
        long clients,
        double clientsError,
        @Nullable String first,
        @Nullable String last,
        List<TopCounts.Count> sites,
        List<TopCounts.Count> instead) {
    public RuleReport {
        sites = List.copyOf(sites);
        instead = List.copyOf(instead);
    }
}
