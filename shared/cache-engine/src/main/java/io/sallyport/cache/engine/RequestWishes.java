package io.sallyport.cache.engine;

import static io.sallyport.http.CacheDirective.IMMUTABLE;
import static io.sallyport.http.CacheDirective.MAX_AGE;
import static io.sallyport.http.CacheDirective.MAX_STALE;
import static io.sallyport.http.CacheDirective.MIN_FRESH;
import static io.sallyport.http.CacheDirective.NO_CACHE;
import static io.sallyport.http.CacheDirective.ONLY_IF_CACHED;

import io.sallyport.cache.engine.stored.StoredHead;
import io.sallyport.http.CacheControl;
import io.sallyport.http.HeaderView;
import io.sallyport.http.RequestFacts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How fresh an answer the client wants (<a href="https://datatracker.ietf.org/doc/html/rfc9111#section-5.2.1">RFC 9111
 * section 5.2.1</a>), if the rules let it say so.
 */
final class RequestWishes {
    private static final RequestWishes NONE = new RequestWishes(CacheControl.NONE);
    private static final RequestWishes PRAGMA = new RequestWishes(CacheControl.parse(List.of("no-cache")));

    private final CacheControl control;

    private RequestWishes(CacheControl control) {
        this.control = control;
    }

    /** Pragma speaks only where Cache-Control is silent (RFC 9111 section 5.4). */
    static RequestWishes of(RequestFacts facts, CacheRules rules) {
        HeaderView headers = facts.headers();
        if (!rules.requestDirectives()) {
            return NONE;
        }
        if (headers.contains("cache-control")) {
            return new RequestWishes(CacheControl.parse(headers.all("cache-control")));
        }
        String pragma = headers.get("pragma");
        return pragma != null && pragma.strip().equalsIgnoreCase("no-cache") ? PRAGMA : NONE;
    }

    /** Why a stored response does not do for this client without validation; {@code null} when it does. */
    @Nullable
    ValidationReason against(StoredHead head, long age) {
        long left = head.freshness().lifetimeSeconds() - age;
        if (control.has(NO_CACHE) || !control.named(NO_CACHE).isEmpty()) {
            return ValidationReason.REQUEST_NO_CACHE;
        }
        if (control.has(MAX_AGE) && age > control.seconds(MAX_AGE) && !isReloadInVain(head, left)) {
            return ValidationReason.REQUEST_MAX_AGE;
        }
        return control.has(MIN_FRESH) && left < control.seconds(MIN_FRESH) ? ValidationReason.REQUEST_MIN_FRESH : null;
    }

    /**
     * A reload of what says that it never changes while it is fresh (<a
     * href="https://datatracker.ietf.org/doc/html/rfc8246#section-2">RFC 8246 section 2</a>); no-cache stays a way to insist.
     */
    private boolean isReloadInVain(StoredHead head, long left) {
        return left > 0 && control.seconds(MAX_AGE) == 0 && head.control().has(IMMUTABLE);
    }

    /** Seconds past its lifetime that the client puts up with; -1: it wants a fresh one. */
    long staleSeconds() {
        return control.seconds(MAX_STALE);
    }

    /** Whether it wants no more than what is stored. */
    boolean onlyIfCached() {
        return control.has(ONLY_IF_CACHED);
    }
}
