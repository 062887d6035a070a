package io.sallyport.kit.bus;

import io.sallyport.contract.cache.CacheEntry;
import io.sallyport.contract.cache.EntriesAnswer;
import io.sallyport.contract.cache.EntriesQuestion;
import java.time.Instant;
import java.util.List;

/** What is asked and told of what a cache holds. */
final class EntriesSamples {
    private EntriesSamples() {}

    static EntriesQuestion question() {
        return new EntriesQuestion("http://a.example/x?a=1", List.of("X-Region: eu"), true);
    }

    static EntriesAnswer answer() {
        EntriesAnswer.AskedPlan asked = new EntriesAnswer.AskedPlan(
                "reverse",
                "shop",
                true,
                "drop [utm_*]",
                "http://a.example/x?a=1",
                "shop/1.5",
                "x-region=eu\n",
                "hit",
                "");
        CacheEntry entry = new CacheEntry(
                "memory",
                "http://a.example/x?a=1",
                "shop/1.5",
                "x-region=eu\n",
                200,
                "[accept]=[*/*]",
                new CacheEntry.Freshness("max-age", 600, 2, 30, 568),
                new CacheEntry.StaleWindows(0, 60),
                "\"1\"",
                "",
                1234,
                "0-99, 200-299",
                Instant.parse("2026-11-18T12:26:40Z"),
                List.of("menu"));
        EntriesAnswer.Refused refused = new EntriesAnswer.Refused(
                "http://a.example/x", "shop/1.5", "", Instant.parse("2026-11-18T12:26:40.001Z"), 200, "no-store");
        return new EntriesAnswer("edge-1", List.of(asked), List.of(entry), 0, List.of(refused));
    }
}
