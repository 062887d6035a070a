package io.sallyport.cache.engine.stored;

import io.sallyport.http.CacheControl;
import io.sallyport.http.HeaderList;
import io.sallyport.http.HeaderView;
import java.util.List;

/**
 * A stored response without its body. The first five components are what the response was; the others follow from
 * them and are worked out once.
 *
 * @param fields     what goes out with each use, besides Age
 * @param vary       which requests it answers
 * @param timing     when it was fetched or last validated
 * @param age        how old it was then
 * @param control    the directives that count for us
 * @param freshness  how long it may be reused
 * @param validators by what the origin can be asked about it
 */
public record StoredHead(
        int status,
        HeaderList fields,
        VaryKey vary,
        Timing timing,
        ResponseAge age,
        CacheControl control,
        Freshness freshness,
        Validators validators) {

    /**
     * From a response as the origin sent it; takes out what must not be stored.
     *
     * @param heuristic its lifetime if it states none
     */
    public static StoredHead of(
            int status,
            HeaderView response,
            ResponseControl control,
            VaryKey vary,
            Timing timing,
            HeuristicRules heuristic) {
        return new StoredHead(
                status,
                StorableFields.of(response, control, timing.responseMillis()),
                vary,
                timing,
                ResponseAge.of(response, timing),
                control.directives(),
                Freshness.of(status, control, response, timing.responseMillis(), heuristic),
                Validators.of(response));
    }

    /** The same by Cache-Control alone, and without a guess. */
    public static StoredHead of(int status, HeaderView response, VaryKey vary, Timing timing) {
        return of(status, response, ResponseControl.of(response, List.of()), vary, timing, HeuristicRules.NONE);
    }

    public long ageSeconds(long nowMillis) {
        return age.seconds(nowMillis);
    }

    /** Seconds of freshness left; 0 or less when stale. */
    public long ttlSeconds(long nowMillis) {
        return freshness.lifetimeSeconds() - ageSeconds(nowMillis);
    }

    /** The same, stale since a time or since its own end, whichever came first: what a soft purge leaves. */
    public StoredHead staleSince(long millis) {
        long lifetime = ageSeconds(Math.max(millis, age.receivedMillis()));
        return lifetime < freshness.lifetimeSeconds()
                ? with(control, new Freshness(lifetime, FreshnessSource.PURGED))
                : this;
    }

    /** The same, to be validated before each use. */
    public StoredHead unsure() {
        return with(CacheControl.parse(List.of(control.toString(), "no-cache")), freshness);
    }

    private StoredHead with(CacheControl otherControl, Freshness otherFreshness) {
        return new StoredHead(status, fields, vary, timing, age, otherControl, otherFreshness, validators);
    }
}
