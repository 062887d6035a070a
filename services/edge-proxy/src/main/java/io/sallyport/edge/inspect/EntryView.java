package io.sallyport.edge.inspect;

import io.sallyport.cache.engine.CacheRules;
import io.sallyport.cache.engine.StaleUse;
import io.sallyport.cache.engine.stored.CacheKey;
import io.sallyport.cache.engine.stored.StoredHead;
import io.sallyport.contract.cache.CacheEntry;
import io.sallyport.edge.cache.Entry;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;

/** Stored answers as people are shown them. */
final class EntryView {
    static final String MEMORY = "memory";
    static final String SHARED = "shared";

    private EntryView() {}

    /**
     * What is there of a body.
     *
     * @param held empty for all of it
     */
    record Body(long bytes, String held) {
        static Body whole(long bytes) {
            return new Body(bytes, "");
        }

        static Body of(Entry entry) {
            return entry.isPartial()
                    ? new Body(
                            entry.length(),
                            entry.parts().runs().stream()
                                    .map(run -> run.first() + "-" + run.last())
                                    .collect(Collectors.joining(", ")))
                    : whole(entry.length());
        }
    }

    /**
     * Of one answer.
     *
     * @param body  its length and what is held of it
     * @param rules by which it would be used
     */
    static CacheEntry of(String tier, CacheKey key, StoredHead head, Body body, CacheRules rules, long nowMillis) {
        return new CacheEntry(
                tier,
                key.url(),
                key.track(),
                key.parts(),
                head.status(),
                head.vary().names().isEmpty() ? "" : head.vary().toString(),
                freshness(head, nowMillis),
                new CacheEntry.StaleWindows(
                        StaleUse.revalidateSeconds(head, rules), StaleUse.errorSeconds(head, rules)),
                head.validators().entityTag() == null
                        ? ""
                        : head.validators().entityTag().text(),
                head.validators().lastModified() == null
                        ? ""
                        : head.validators().lastModified(),
                body.bytes(),
                body.held(),
                Instant.ofEpochMilli(head.age().receivedMillis()),
                Groups.of(head));
    }

    private static CacheEntry.Freshness freshness(StoredHead head, long nowMillis) {
        long received = head.age().receivedMillis();
        long atReceipt = head.ageSeconds(received);
        return new CacheEntry.Freshness(
                head.freshness().source().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                head.freshness().lifetimeSeconds(),
                atReceipt,
                Math.max(0, (nowMillis - received) / 1000),
                head.ttlSeconds(nowMillis));
    }
}
