package io.sallyport.cache.engine.stored;

import static io.sallyport.http.CacheDirective.PUBLIC;

import io.sallyport.http.CacheControl;
import io.sallyport.http.CacheDirective;
import io.sallyport.http.DeltaSeconds;
import io.sallyport.http.HeaderView;
import io.sallyport.http.HttpDate;
import java.util.List;

/**
 * How long a response may be reused, and which rule said so.
 *
 * @param lifetimeSeconds 0 to {@link DeltaSeconds#MAX}; 0 means "validate before each use"
 * @param source          the first rule that applied, in the order of <a
 *                        href="https://datatracker.ietf.org/doc/html/rfc9111#section-4.2.1">RFC 9111 section 4.2.1</a>
 */
public record Freshness(long lifetimeSeconds, FreshnessSource source) {
    private static final Freshness UNSTATED = new Freshness(0, FreshnessSource.NONE);

    /** The first rule present wins, even with the shorter lifetime or with one that cannot be read (then 0). */
    static Freshness of(
            int status, ResponseControl told, HeaderView response, long responseMillis, HeuristicRules heuristic) {
        Freshness stated = stated(told, response, responseMillis);
        boolean mayGuess = !stated.isExplicit()
                && (HeuristicRules.covers(status) || told.directives().has(PUBLIC));
        long guess = mayGuess ? heuristic.lifetimeSeconds(status, response, responseMillis) : 0;
        return guess > 0 ? new Freshness(guess, FreshnessSource.HEURISTIC) : stated;
    }

    private static Freshness stated(ResponseControl told, HeaderView response, long responseMillis) {
        CacheControl control = told.directives();
        if (told.targeted()) {
            return targeted(control);
        }
        if (control.has(CacheDirective.S_MAXAGE)) {
            return new Freshness(control.seconds(CacheDirective.S_MAXAGE), FreshnessSource.S_MAXAGE);
        }
        if (control.has(CacheDirective.MAX_AGE)) {
            return new Freshness(control.seconds(CacheDirective.MAX_AGE), FreshnessSource.MAX_AGE);
        }
        List<String> expires = response.all("expires");
        if (expires.isEmpty()) {
            return UNSTATED;
        }
        return new Freshness(untilExpiry(expires, response, responseMillis), FreshnessSource.EXPIRES);
    }

    /** Without a lifetime of its own it says nothing, for Expires does not count beside it. */
    private static Freshness targeted(CacheControl control) {
        CacheDirective directive =
                control.has(CacheDirective.S_MAXAGE) ? CacheDirective.S_MAXAGE : CacheDirective.MAX_AGE;
        return control.has(directive) ? new Freshness(control.seconds(directive), FreshnessSource.TARGETED) : UNSTATED;
    }

    /** Counted from the origin's own Date, so that its clock need not agree with ours. */
    private static long untilExpiry(List<String> expires, HeaderView response, long responseMillis) {
        long received = responseMillis / 1000;
        long end = expires.size() > 1 ? HttpDate.INVALID : HttpDate.parse(expires.get(0), received);
        long date = DateField.seconds(response, received);
        long start = date == HttpDate.INVALID ? received : date;
        return end == HttpDate.INVALID ? 0 : Math.max(0, Math.min(DeltaSeconds.MAX, end - start));
    }

    /** Whether the origin said anything about the lifetime, be it "none". */
    public boolean isExplicit() {
        return source != FreshnessSource.NONE && source != FreshnessSource.HEURISTIC;
    }
}
