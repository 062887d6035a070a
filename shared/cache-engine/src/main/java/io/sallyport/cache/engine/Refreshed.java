package io.sallyport.cache.engine;

import io.sallyport.cache.engine.stored.StoredHead;
import io.sallyport.cache.engine.stored.Timing;
import io.sallyport.http.EntityTag;
import io.sallyport.http.HeaderList;
import io.sallyport.http.HeaderView;
import io.sallyport.http.RequestFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a 304 from the origin makes of a stored response (<a
 * href="https://datatracker.ietf.org/doc/html/rfc9111#section-4.3.4">RFC 9111 section 4.3.4</a>).
 */
public sealed interface Refreshed {
    /** They belong to the stored body, whatever a 304 says (RFC 9111 section 3.2). */
    Set<String> KEPT = Set.of("content-encoding", "content-length", "content-range", "content-type");

    /** Validated: answer from this head and put it in the stored one's place. */
    record Kept(StoredHead head) implements Refreshed {}

    /** Validated, but with fields that forbid storing: answer from this head and remove the stored response. */
    record UsedOnce(StoredHead head, RefuseReason why) implements Refreshed {}

    /** The 304 speaks of another response: remove the stored one and ask again without conditions. */
    record Mismatched() implements Refreshed {}

    /**
     * Merges the 304's fields into the stored head: a field it carries replaces the stored lines of that name, a field
     * it leaves out stays.
     */
    static Refreshed merge(
            RequestFacts facts, StoredHead stored, HeaderView notModified, Timing timing, CacheRules rules) {
        String tag = notModified.get("etag");
        EntityTag known = stored.validators().entityTag();
        if (tag != null && known != null && !known.weaklyEquals(new EntityTag(tag))) {
            return new Mismatched();
        }
        HeaderList merged = mergedFields(stored.fields(), notModified);
        Admission admission = Admission.decide(facts, stored.status(), merged, timing, rules);
        if (admission instanceof Admission.Refuse refusal) {
            return new UsedOnce(StoredHead.of(stored.status(), merged, stored.vary(), timing), refusal.reason());
        }
        return new Kept(((Admission.Store) admission).head());
    }

    /** Without a Date of its own the 304 is as old as its receipt, not as the response it confirms. */
    private static HeaderList mergedFields(HeaderList stored, HeaderView notModified) {
        List<String> lines = new ArrayList<>(2 * stored.size() + 16);
        stored.forEach((name, value) -> {
            boolean replaced = !isKept(name) && (notModified.contains(name) || name.equalsIgnoreCase("date"));
            if (!replaced) {
                lines.add(name);
                lines.add(value);
            }
        });
        notModified.forEach((name, value) -> {
            if (!isKept(name)) {
                lines.add(name);
                lines.add(value);
            }
        });
        return HeaderList.of(lines.toArray(String[]::new));
    }

    private static boolean isKept(String name) {
        return KEPT.contains(name.toLowerCase(Locale.ROOT));
    }
}
