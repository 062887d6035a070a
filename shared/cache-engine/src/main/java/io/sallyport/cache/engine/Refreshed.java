package io.sallyport.cache.engine;

import io.sallyport.cache.engine.stored.ResponseControl;
import io.sallyport.cache.engine.stored.StoredHead;
import io.sallyport.cache.engine.stored.Timing;
import io.sallyport.cache.engine.stored.Validators;
import io.sallyport.http.EntityTag;
import io.sallyport.http.HeaderList;
import io.sallyport.http.HeaderView;
import io.sallyport.http.RequestFacts;

/**
 * What a 304 from the origin makes of a stored response (<a
 * href="https://datatracker.ietf.org/doc/html/rfc9111#section-4.3.4">RFC 9111 section 4.3.4</a>).
 */
public sealed interface Refreshed {
    /**
     * Validated: answer from this head and put it in the stored one's place.
     *
     * @param once fields of the 304 that go to this client beside those of the head, and are not stored
     */
    record Kept(StoredHead head, HeaderList once) implements Refreshed {}

    /**
     * Validated, but with fields that forbid storing: answer from this head.
     *
     * @param once as above
     */
    record UsedOnce(StoredHead head, HeaderList once, RefuseReason why) implements Refreshed {
        /** Whether the stored response goes. What was confirmed to one client alone leaves it as it was for the others. */
        public boolean removes() {
            return why != RefuseReason.AUTHORIZATION;
        }
    }

    /** The 304 speaks of another response: remove the stored one and ask again without conditions. */
    record Mismatched() implements Refreshed {}

    /** Merges the 304's fields into the stored head. */
    static Refreshed merge(
            RequestFacts facts, StoredHead stored, HeaderView notModified, Timing timing, CacheRules rules) {
        if (!isAbout(stored.validators(), notModified)) {
            return new Mismatched();
        }
        HeaderList merged = MergedFields.of(stored.fields(), notModified);
        Admission admission = Admission.decide(facts, stored.status(), merged, timing, rules);
        if (admission instanceof Admission.Refuse refusal) {
            ResponseControl control = ResponseControl.of(merged, rules.targets());
            StoredHead head = StoredHead.of(stored.status(), merged, control, stored.vary(), timing, rules.heuristic());
            return new UsedOnce(head, MergedFields.withheld(head, notModified), refusal.reason());
        }
        StoredHead head = ((Admission.Store) admission).head();
        return new Kept(head, MergedFields.withheld(head, notModified));
    }

    /**
     * The tag decides if the 304 has one; the date if neither has a tag. A 304 without either speaks of what it was asked
     * about, for nothing else was.
     */
    private static boolean isAbout(Validators stored, HeaderView notModified) {
        String tag = notModified.get("etag");
        EntityTag known = stored.entityTag();
        if (tag != null && known != null) {
            return known.weaklyEquals(new EntityTag(tag));
        }
        String date = notModified.get("last-modified");
        String modified = stored.lastModified();
        return tag != null || known != null || date == null || modified == null || date.equals(modified);
    }
}
