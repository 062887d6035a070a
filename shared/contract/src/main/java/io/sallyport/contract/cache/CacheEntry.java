package io.sallyport.contract.cache;

import java.time.Instant;
import java.util.List;

/**
 * A stored answer as people are shown it. No body and no field that could hold a secret.
 *
 * @param tier      {@code memory} of the edge, or {@code shared}
 * @param url       that is part of its key
 * @param track     likewise
 * @param parts     likewise
 * @param selectedBy request fields that Vary names, with the values that select it
 * @param bytes     of its body
 * @param held      the parts of the body that are there, such as {@code 0-99, 200-299}; empty for all of it
 * @param received  when it came or was last validated
 * @param groups    that it can be purged by
 */
public record CacheEntry(
        String tier,
        String url,
        String track,
        String parts,
        int status,
        String selectedBy,
        Freshness freshness,
        StaleWindows stale,
        String etag,
        String lastModified,
        long bytes,
        String held,
        Instant received,
        List<String> groups) {
    public CacheEntry {
        groups = groups == null ? List.of() : List.copyOf(groups);
    }

    /**
     * The sum: {@code ttl = lifetime - ageAtReceipt - resident}.
     *
     * @param source       which rule gave the lifetime, such as {@code s-maxage} or {@code heuristic}
     * @param lifetime     seconds
     * @param ageAtReceipt seconds, from Date, Age and the time that the server took
     * @param resident     seconds since
     * @param ttl          seconds that it stays fresh; 0 or less when it is stale
     */
    public record Freshness(String source, long lifetime, long ageAtReceipt, long resident, long ttl) {}

    /**
     * Seconds behind its freshness for which it may be used stale, as the answer or the rules want it.
     *
     * @param whileRevalidate while it is validated behind clients' backs
     * @param ifError         when the server fails
     */
    public record StaleWindows(long whileRevalidate, long ifError) {}
}
