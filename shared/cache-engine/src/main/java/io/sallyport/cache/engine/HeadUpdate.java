package io.sallyport.cache.engine;

import io.sallyport.cache.engine.stored.StoredHead;
import io.sallyport.cache.engine.stored.Timing;
import io.sallyport.http.EntityTag;
import io.sallyport.http.HeaderList;
import io.sallyport.http.HeaderView;
import io.sallyport.http.RequestFacts;
import org.jspecify.annotations.Nullable;

/**
 * What the answer to a forwarded HEAD makes of a stored response to GET that could have answered it (<a
 * href="https://datatracker.ietf.org/doc/html/rfc9111#section-4.3.5">RFC 9111 section 4.3.5</a>).
 */
public sealed interface HeadUpdate {
    /** It is the same response still: put this head in the stored one's place. */
    record Updated(StoredHead head) implements HeadUpdate {}

    /** It is another one by now, or must not be stored any more: remove the stored one. */
    record Outdated() implements HeadUpdate {}

    /** The answer says nothing about it. */
    record Unrelated() implements HeadUpdate {}

    /**
     * Decides on one stored response that the HEAD selects.
     *
     * @param length bytes of its body
     * @param status of the answer to HEAD
     */
    static HeadUpdate decide(
            RequestFacts facts,
            StoredHead stored,
            long length,
            int status,
            HeaderView response,
            Timing timing,
            CacheRules rules) {
        if (!facts.method().equals("HEAD") || status != 200 || BypassReason.of(facts, rules) != null) {
            return new Unrelated();
        }
        if (stored.status() != 200 || !hasLength(response, length) || !hasValidators(response, stored)) {
            return new Outdated();
        }
        HeaderList merged = MergedFields.of(stored.fields(), response);
        Admission admission = Admission.decide(asGet(facts), stored.status(), merged, timing, rules);
        if (admission instanceof Admission.Refuse refusal) {
            return refusal.reason() == RefuseReason.AUTHORIZATION ? new Unrelated() : new Outdated();
        }
        return new Updated(((Admission.Store) admission).head());
    }

    private static boolean hasLength(HeaderView response, long length) {
        String told = response.get("content-length");
        return told == null || told.equals(Long.toString(length));
    }

    private static boolean hasValidators(HeaderView response, StoredHead stored) {
        EntityTag tag = stored.validators().entityTag();
        return agrees(response.get("etag"), tag == null ? null : tag.text())
                && agrees(response.get("last-modified"), stored.validators().lastModified());
    }

    private static boolean agrees(@Nullable String told, @Nullable String known) {
        return told == null || told.strip().equals(known);
    }

    private static RequestFacts asGet(RequestFacts head) {
        return new RequestFacts(
                head.listener(),
                head.forward(),
                "GET",
                head.scheme(),
                head.authority(),
                head.path(),
                head.query(),
                head.client(),
                head.headers());
    }
}
