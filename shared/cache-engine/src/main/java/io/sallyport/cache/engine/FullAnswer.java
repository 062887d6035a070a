package io.sallyport.cache.engine;

import io.sallyport.cache.engine.stored.StoredHead;
import io.sallyport.http.RequestFacts;
import org.jspecify.annotations.Nullable;

/**
 * What it means for a stored response that the origin was asked about it and has not answered 304 (<a
 * href="https://datatracker.ietf.org/doc/html/rfc9111#section-4.3.3">RFC 9111 section 4.3.3</a>).
 */
public final class FullAnswer {
    private FullAnswer() {}

    /**
     * Whether the client gets the stored response in place of this answer: an error of those that <a
     * href="https://datatracker.ietf.org/doc/html/rfc5861#section-4">RFC 5861 section 4</a> speaks of, while the stored
     * response may still be used in place of errors.
     */
    public static boolean staleInstead(
            RequestFacts facts, int status, StoredHead stored, long ageSeconds, CacheRules rules) {
        return isError(status) && StaleUse.onError(facts, stored, ageSeconds, rules);
    }

    private static boolean isError(int status) {
        return status == 500 || status == 502 || status == 503 || status == 504;
    }

    /**
     * Whether the stored response goes although this answer does not take its place: the origin has something else now,
     * or nothing. Errors tell nothing of that, nor does an answer that was meant for one client's credentials.
     *
     * @param why why the answer is not stored; {@code null} for want of room
     */
    public static boolean drops(int status, @Nullable RefuseReason why) {
        if (why == RefuseReason.AUTHORIZATION || why == RefuseReason.REQUEST || why == RefuseReason.PARTIAL) {
            return false;
        }
        return (status >= 200 && status < 400 && status != 304) || status == 404 || status == 410;
    }
}
