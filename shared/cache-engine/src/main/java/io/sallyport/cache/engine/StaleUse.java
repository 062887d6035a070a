package io.sallyport.cache.engine;

import static io.sallyport.http.CacheDirective.MUST_REVALIDATE;
import static io.sallyport.http.CacheDirective.NO_CACHE;
import static io.sallyport.http.CacheDirective.PROXY_REVALIDATE;
import static io.sallyport.http.CacheDirective.STALE_IF_ERROR;
import static io.sallyport.http.CacheDirective.STALE_WHILE_REVALIDATE;
import static io.sallyport.http.CacheDirective.S_MAXAGE;

import io.sallyport.cache.engine.stored.StoredHead;
import io.sallyport.http.CacheControl;
import io.sallyport.http.CacheDirective;
import io.sallyport.http.RequestFacts;

/**
 * How long a response may be used after its freshness (<a
 * href="https://datatracker.ietf.org/doc/html/rfc9111#section-4.2.4">RFC 9111 section 4.2.4</a>, <a
 * href="https://datatracker.ietf.org/doc/html/rfc5861">RFC 5861</a>). What the response says counts; where it says
 * nothing, what the rules say.
 */
public final class StaleUse {
    private StaleUse() {}

    /** Whether it may be sent at once, while it is validated behind the client's back. */
    public static boolean whileRevalidating(StoredHead head, long ageSeconds, CacheRules rules) {
        return within(head, ageSeconds, STALE_WHILE_REVALIDATE, rules.stale().whileRevalidateSeconds());
    }

    /**
     * Whether it may be sent in place of an error: no connection, a connection that broke, 500, 502, 503, 504. A client that
     * would not have it fresh without a validation does not get it stale.
     */
    public static boolean onError(RequestFacts facts, StoredHead head, long ageSeconds, CacheRules rules) {
        return within(head, ageSeconds, STALE_IF_ERROR, rules.stale().ifErrorSeconds())
                && RequestWishes.of(facts, rules).against(head, ageSeconds) == null;
    }

    /** Whether the client puts up with it (<a href="https://datatracker.ietf.org/doc/html/rfc9111#section-5.2.1.2">RFC 9111 section 5.2.1.2</a>). */
    static boolean accepted(StoredHead head, long ageSeconds, RequestWishes wishes) {
        return !mustValidate(head.control())
                && ageSeconds - head.freshness().lifetimeSeconds() <= wishes.staleSeconds();
    }

    /** Seconds behind its freshness for which {@link #whileRevalidating} holds. */
    public static long revalidateSeconds(StoredHead head, CacheRules rules) {
        return window(head, STALE_WHILE_REVALIDATE, rules.stale().whileRevalidateSeconds());
    }

    /** Seconds behind its freshness for which {@link #onError} holds, if the client has no wishes. */
    public static long errorSeconds(StoredHead head, CacheRules rules) {
        return window(head, STALE_IF_ERROR, rules.stale().ifErrorSeconds());
    }

    private static boolean within(StoredHead head, long age, CacheDirective directive, long usual) {
        return !mustValidate(head.control())
                && age - head.freshness().lifetimeSeconds() < window(head, directive, usual);
    }

    /** 0 when it must be validated. */
    private static long window(StoredHead head, CacheDirective directive, long usual) {
        if (mustValidate(head.control())) {
            return 0;
        }
        return head.control().has(directive) ? head.control().seconds(directive) : usual;
    }

    /** s-maxage implies proxy-revalidate (RFC 9111 section 5.2.2.10). */
    private static boolean mustValidate(CacheControl control) {
        return control.has(NO_CACHE)
                || control.has(MUST_REVALIDATE)
                || control.has(PROXY_REVALIDATE)
                || control.has(S_MAXAGE);
    }
}
