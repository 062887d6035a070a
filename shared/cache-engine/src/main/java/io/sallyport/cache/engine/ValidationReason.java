package io.sallyport.cache.engine;

import static io.sallyport.http.CacheDirective.NO_CACHE;

import io.sallyport.cache.engine.stored.StoredHead;
import org.jspecify.annotations.Nullable;

/** Why a stored response that answers a request must be validated first. */
public enum ValidationReason {
    /** Its age has reached its lifetime. */
    STALE(ForwardReason.STALE),
    /** It says no-cache. */
    RESPONSE_NO_CACHE(ForwardReason.STALE),
    /** The request says no-cache. */
    REQUEST_NO_CACHE(ForwardReason.REQUEST),
    /** It is older than the request's max-age. */
    REQUEST_MAX_AGE(ForwardReason.REQUEST),
    /** It will not stay fresh for the request's min-fresh. */
    REQUEST_MIN_FRESH(ForwardReason.REQUEST);

    private final ForwardReason forward;

    ValidationReason(ForwardReason forward) {
        this.forward = forward;
    }

    /** {@code null} when the response may be used at once. */
    static @Nullable ValidationReason of(StoredHead head, long age, RequestWishes wishes) {
        if (head.control().has(NO_CACHE)) {
            return RESPONSE_NO_CACHE;
        }
        return head.freshness().lifetimeSeconds() <= age ? STALE : wishes.against(head, age);
    }

    public ForwardReason forward() {
        return forward;
    }
}
