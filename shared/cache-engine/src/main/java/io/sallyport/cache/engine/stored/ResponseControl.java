package io.sallyport.cache.engine.stored;

import io.sallyport.http.CacheControl;
import io.sallyport.http.HeaderView;
import org.jspecify.annotations.Nullable;

/**
 * What a response tells us about caching it: the field for caches like us, else Cache-Control (<a
 * href="https://datatracker.ietf.org/doc/html/rfc9213#section-2.2">RFC 9213 section 2.2</a>).
 *
 * @param targeted whether it is the former; then Cache-Control and Expires do not count at all
 */
public record ResponseControl(CacheControl directives, boolean targeted) {
    /** For shared caches in front of servers, which we are. */
    private static final String TARGETED = "cdn-cache-control";

    public static ResponseControl of(HeaderView response) {
        @Nullable CacheControl own = CacheControl.parseTargeted(response.all(TARGETED));
        return own == null
                ? new ResponseControl(CacheControl.parse(response.all("cache-control")), false)
                : new ResponseControl(own, true);
    }
}
