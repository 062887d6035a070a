package io.sallyport.cache.engine.stored;

import static io.sallyport.http.CacheDirective.NO_CACHE;
import static io.sallyport.http.CacheDirective.PRIVATE;

import io.sallyport.http.CacheControl;
import io.sallyport.http.CacheDirective;
import io.sallyport.http.HeaderView;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a response tells us about caching it: the strongest field for caches like us that is there and can be read, else
 * Cache-Control (<a href="https://datatracker.ietf.org/doc/html/rfc9213#section-2.2">RFC 9213 section 2.2</a>).
 *
 * @param targeted whether it is the former; then Cache-Control and Expires do not count at all
 */
public record ResponseControl(CacheControl directives, boolean targeted) {
    /** The field for us alone, which is not passed on: a cache before us is not one of us. */
    public static final String OWN_FIELD = "sallyport-cache-control";

    /** Without these a response cannot be read, chosen or validated; one that withholds them is withheld itself. */
    private static final Set<String> NEEDED = Set.of(
            "cache-control",
            "content-encoding",
            "content-length",
            "content-range",
            "content-type",
            "date",
            "etag",
            "expires",
            "last-modified",
            "vary");

    /** @param targets names of fields for caches like us, the strongest first */
    public static ResponseControl of(HeaderView response, List<String> targets) {
        for (int i = 0; i < targets.size(); i++) {
            @Nullable
            CacheControl own =
                    response.contains(targets.get(i)) ? CacheControl.parseTargeted(response.all(targets.get(i))) : null;
            if (own != null) {
                return new ResponseControl(cautious(own), true);
            }
        }
        return new ResponseControl(cautious(CacheControl.parse(response.all("cache-control"))), false);
    }

    private static CacheControl cautious(CacheControl control) {
        return whole(whole(control, NO_CACHE), PRIVATE);
    }

    private static CacheControl whole(CacheControl control, CacheDirective directive) {
        List<String> names = control.named(directive);
        for (int i = 0; i < names.size(); i++) {
            if (NEEDED.contains(names.get(i))) {
                return control.with(directive);
            }
        }
        return control;
    }

    /**
     * Whether a field is left out of the stored copy: {@code private} forbids to store it, {@code no-cache} to send it unless
     * the origin has just confirmed it, and then the origin's answer has it.
     */
    public boolean leavesOut(String name) {
        return isAmong(directives.named(NO_CACHE), name) || isAmong(directives.named(PRIVATE), name);
    }

    private static boolean isAmong(List<String> names, String name) {
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }
}
