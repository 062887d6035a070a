package io.sallyport.policy.api;

import io.sallyport.contract.cache.CacheEntry;
import io.sallyport.contract.cache.EntriesAnswer;
import io.sallyport.contract.cache.EntriesAnswer.AskedPlan;
import io.sallyport.contract.cache.EntriesAnswer.Refused;
import io.sallyport.http.RequestFacts;
import io.sallyport.kit.inquiry.EntriesInquiry;
import java.util.List;

/**
 * What the cache of one edge has to do with a request.
 *
 * @param plan      what would become of it, and under which key
 * @param stored    what lies under that key, here or in the shared tier
 * @param notStored answers under that URL that were not stored of late, and why
 */
public record CacheSection(String edge, AskedPlan plan, List<CacheEntry> stored, List<Refused> notStored) {
    public CacheSection {
        stored = List.copyOf(stored);
        notStored = List.copyOf(notStored);
    }

    static List<CacheSection> of(RequestFacts facts, EntriesInquiry.Told told) {
        String side = facts.forward() ? "forward" : "reverse";
        return told.edges().stream()
                .flatMap(edge -> edge.asked().stream()
                        .filter(plan -> plan.side().equals(side))
                        .map(plan -> of(edge, plan)))
                .toList();
    }

    private static CacheSection of(EntriesAnswer edge, AskedPlan plan) {
        return new CacheSection(
                edge.edge(),
                plan,
                edge.entries().stream()
                        .filter(entry -> entry.track().equals(plan.track())
                                && entry.url().equals(plan.url())
                                && entry.parts().equals(plan.parts()))
                        .toList(),
                edge.refusals().stream()
                        .filter(refused -> refused.track().equals(plan.track()))
                        .toList());
    }
}
