package io.sallyport.bench.cli;

import io.sallyport.cache.engine.Admission;
import io.sallyport.cache.engine.CacheRules;
import io.sallyport.cache.engine.purge.PurgeTable;
import io.sallyport.cache.engine.stored.CacheKey;
import io.sallyport.cache.engine.stored.StoredHead;
import io.sallyport.cache.engine.stored.Timing;
import io.sallyport.contract.ByteSize;
import io.sallyport.contract.settings.CacheConfig;
import io.sallyport.edge.cache.Entry;
import io.sallyport.edge.cache.MemoryCache;
import io.sallyport.http.Authority;
import io.sallyport.http.HeaderList;
import io.sallyport.http.IpAddress;
import io.sallyport.http.RequestFacts;
import io.vertx.core.buffer.Buffer;

/** Answers of an API as an edge keeps them: six fields and a body, each under a path of its own. */
final class StoredObjects {
    private static final long NOW = 1_780_000_000_000L;

    private final MemoryCache cache;
    private final int bodyBytes;

    StoredObjects(ByteSize memory, int bodyBytes) {
        this.cache = new MemoryCache(new CacheConfig(memory, ByteSize.ofKiB(64), false), new PurgeTable(1));
        this.bodyBytes = bodyBytes;
    }

    /** Looks one up, and keeps it when it is not there; whether it was. */
    boolean ask(long number) {
        RequestFacts facts = facts(number);
        CacheKey key = CacheKey.of(facts, "shop/1.5");
        if (!cache.find(key).isEmpty()) {
            return true;
        }
        cache.put(key, Entry.of(head(facts, number), body(number)), cache.mark());
        return false;
    }

    long kept() {
        return cache.figures().get("cacheEntries");
    }

    /** What the cache takes its entries to weigh. */
    long bytes() {
        return cache.figures().get("cacheBytes");
    }

    private Buffer body(long number) {
        byte[] bytes = new byte[bodyBytes];
        bytes[0] = (byte) number;
        return Buffer.buffer(bytes);
    }

    private static RequestFacts facts(long number) {
        return new RequestFacts(
                "web",
                false,
                "GET",
                "http",
                new Authority("shop.example", 0),
                "/api/orders/" + number,
                null,
                IpAddress.parse("192.0.2.1"),
                HeaderList.EMPTY);
    }

    private StoredHead head(RequestFacts facts, long number) {
        HeaderList answer = HeaderList.of(
                "Date",
                "Thu, 28 May 2026 20:26:40 GMT",
                "Content-Type",
                "application/json",
                "Cache-Control",
                "public, max-age=3600",
                "ETag",
                "\"order-" + number + "\"",
                "X-Request-Id",
                "4d5e1c9a-" + number,
                "Content-Length",
                Integer.toString(bodyBytes));
        Admission admission = Admission.decide(facts, 200, answer, new Timing(NOW - 10, NOW), CacheRules.REVERSE);
        return ((Admission.Store) admission).head();
    }

    /** Texts of their own, as a decoder makes them of each message. */
    private static String[] decoded(String... lines) {
        for (int i = 0; i < lines.length; i++) {
            lines[i] = new String(lines[i].toCharArray());
        }
        return lines;
    }
}
