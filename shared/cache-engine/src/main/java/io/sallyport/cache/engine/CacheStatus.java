package io.sallyport.cache.engine;

import org.jspecify.annotations.Nullable;

/**
 * Our member of the Cache-Status field (<a href="https://datatracker.ietf.org/doc/html/rfc9211">RFC 9211</a>) of a
 * forwarded request's response; that of a hit is {@link #hit}.
 *
 * @param why          the reason of forwarding
 * @param originStatus what the origin answered, if the client is sent another status; else 0
 * @param stored       whether the response is being stored
 * @param detail       a token of ours that says more
 */
public record CacheStatus(
        ForwardReason why,
        int originStatus,
        boolean stored,
        @Nullable String detail) {
    /** The field's name. */
    public static final String FIELD = "Cache-Status";

    /** Parameters of our own answer to a request that wants what is stored or nothing: neither a hit nor forwarded. */
    public static final String NOT_CACHED = "detail=only-if-cached";

    /** Parameters of an answer from the store; below 0 it is stale. */
    public static String hit(long ttlSeconds) {
        return "hit; ttl=" + ttlSeconds;
    }

    /** Parameters of a stale answer that is validated behind the client's back. */
    public static String staleHit(long ttlSeconds) {
        return hit(ttlSeconds) + "; detail=stale-while-revalidate";
    }

    /**
     * Parameters of a stale answer in place of an origin's failure. The request was forwarded, so it is no hit (RFC 9211
     * section 2.2).
     *
     * @param originStatus 0 when the origin gave no answer
     */
    public static String staleOnError(ForwardReason why, int originStatus, long ttlSeconds) {
        return new CacheStatus(why, originStatus, false, null).parameters() + "; ttl=" + ttlSeconds
                + "; detail=stale-if-error";
    }

    /** Parameters of an answer from the store that another tier than this process's own had. */
    public static String sharedHit(long ttlSeconds) {
        return hit(ttlSeconds) + "; detail=shared";
    }

    /**
     * Parameters of an answer that another request has fetched meanwhile (<a
     * href="https://datatracker.ietf.org/doc/html/rfc9211#section-2.6">RFC 9211 section 2.6</a>).
     */
    public static String collapsed(ForwardReason why) {
        return "fwd=" + why.token() + "; collapsed";
    }

    /** Forwarded, and the answer is not stored. */
    public static CacheStatus forwarded(ForwardReason why) {
        return new CacheStatus(why, 0, false, null);
    }

    /** The cache was left out, and the detail says why. */
    public static CacheStatus forwarded(BypassReason why) {
        return new CacheStatus(why.forward(), 0, false, why.token());
    }

    public CacheStatus withOriginStatus(int status) {
        return new CacheStatus(why, status, stored, detail);
    }

    public CacheStatus thatStores() {
        return new CacheStatus(why, originStatus, true, detail);
    }

    public CacheStatus because(RefuseReason refusal) {
        return new CacheStatus(why, originStatus, stored, refusal.token());
    }

    /** Such as {@code fwd=stale; fwd-status=304; stored}. */
    public String parameters() {
        StringBuilder text = new StringBuilder(48).append("fwd=").append(why.token());
        if (originStatus != 0) {
            text.append("; fwd-status=").append(originStatus);
        }
        if (stored) {
            text.append("; stored");
        }
        if (detail != null) {
            text.append("; detail=").append(detail);
        }
        return text.toString();
    }
}
