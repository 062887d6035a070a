package io.sallyport.cache.engine;

import io.sallyport.http.CacheControl;
import io.sallyport.http.CacheDirective;
import io.sallyport.http.HeaderView;
import io.sallyport.http.RequestFacts;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why the store is neither asked nor filled for a request. */
public enum BypassReason {
    /** Neither GET nor HEAD. */
    METHOD(ForwardReason.METHOD),
    /** The request has a body, which an origin may heed although the key does not. */
    REQUEST_BODY(ForwardReason.BYPASS),
    /** If-Match or If-Unmodified-Since: only the origin can tell (RFC 9111 section 4.3.2). */
    PRECONDITION(ForwardReason.BYPASS),
    /** The request says no-store. */
    REQUEST_NO_STORE(ForwardReason.REQUEST),
    /** What the rules put into the key is too long, or can be read in two ways. */
    KEY(ForwardReason.BYPASS),
    /** A field asks the origin to take the request for one with another method. */
    METHOD_OVERRIDE(ForwardReason.BYPASS),
    /** Connection keeps a field from the origin that Vary and key would be told by. */
    CONNECTION(ForwardReason.BYPASS),
    /** The origin is told who asks. */
    PERSONAL(ForwardReason.BYPASS),
    /** A HEAD on a stored response that is not fresh. */
    HEAD_NOT_FRESH(ForwardReason.STALE);

    private final ForwardReason forward;

    BypassReason(ForwardReason forward) {
        this.forward = forward;
    }

    /** What the request alone tells; {@code null} when it may use the cache. Takes no look at the store. */
    public static @Nullable BypassReason of(RequestFacts facts, CacheRules rules) {
        HeaderView headers = facts.headers();
        if (!facts.method().equals("GET") && !facts.method().equals("HEAD")) {
            return METHOD;
        }
        if (headers.contains("if-match") || headers.contains("if-unmodified-since")) {
            return PRECONDITION;
        }
        if (hasBody(headers)) {
            return REQUEST_BODY;
        }
        return saysNoStore(facts, rules) ? REQUEST_NO_STORE : null;
    }

    private static boolean hasBody(HeaderView headers) {
        String length = headers.get("content-length");
        return headers.contains("transfer-encoding") || (length != null && !length.equals("0"));
    }

    static boolean saysNoStore(RequestFacts facts, CacheRules rules) {
        HeaderView headers = facts.headers();
        return rules.requestDirectives()
                && headers.contains("cache-control")
                && CacheControl.parse(headers.all("cache-control")).has(CacheDirective.NO_STORE);
    }

    public ForwardReason forward() {
        return forward;
    }

    /** For the {@code detail} of Cache-Status. */
    public String token() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
