package io.sallyport.cache.engine;

import static io.sallyport.http.CacheDirective.MAX_AGE;
import static io.sallyport.http.CacheDirective.MIN_FRESH;
import static io.sallyport.http.CacheDirective.NO_CACHE;

import io.sallyport.cache.engine.stored.StoredHead;
import io.sallyport.http.CacheControl;
import io.sallyport.http.HeaderView;
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
    static @Nullable ValidationReason of(StoredHead head, long age, HeaderView request, CacheRules rules) {
        if (head.control().has(NO_CACHE)) {
            return RESPONSE_NO_CACHE;
        }
        long left = head.freshness().lifetimeSeconds() - age;
        if (left <= 0) {
            return STALE;
        }
        return rules.requestDirectives() ? asked(request, age, left) : null;
    }

    private static @Nullable ValidationReason asked(HeaderView request, long age, long left) {
        if (!request.contains("cache-control")) {
            String pragma = request.get("pragma");
            return pragma != null && pragma.strip().equalsIgnoreCase("no-cache") ? REQUEST_NO_CACHE : null;
        }
        CacheControl control = CacheControl.parse(request.all("cache-control"));
        if (control.has(NO_CACHE)) {
            return REQUEST_NO_CACHE;
        }
        if (control.has(MAX_AGE) && age > control.seconds(MAX_AGE)) {
            return REQUEST_MAX_AGE;
        }
        return control.has(MIN_FRESH) && left < control.seconds(MIN_FRESH) ? REQUEST_MIN_FRESH : null;
    }

    public ForwardReason forward() {
        return forward;
    }
}
