package io.sallyport.policy.transparency;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.policy.RuleDocument;
import io.sallyport.policy.engine.CallerFacts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts requests that rules have refused, by rule and country, and keeps nothing else of them. Owner: one thread at a time. */
final class BlockedCounts {
    private final Map<String, Map<String, Long>> byRule = new HashMap<>();

    /** @param rules that are counted; records of others are passed over */
    BlockedCounts(List<RuleDocument> rules) {
        rules.forEach(rule -> byRule.put(rule.name(), new HashMap<>()));
    }

    void add(AccessRecord record) {
        Map<String, Long> counts = byRule.get(record.rule());
        if (counts != null && record.outcome().group() == Outcome.Group.REFUSED) {
            String country = record.clientCountry().isEmpty() ? CallerFacts.UNKNOWN : record.clientCountry();
            counts.merge(country, 1L, Long::sum);
        }
    }

    /** By country. */
    Map<String, Long> of(String rule) {
        return byRule.getOrDefault(rule, Map.of());
    }
}
