package io.sallyport.cache.engine.stored;

import io.sallyport.http.DeltaSeconds;
import io.sallyport.http.HeaderView;
import io.sallyport.http.HttpDate;

/**
 * How old a response was when it came, and so how old it is now (<a
 * href="https://datatracker.ietf.org/doc/html/rfc9111#section-4.2.3">RFC 9111 section 4.2.3</a>).
 *
 * <p>All sums stay far below 2^63: each part is at most 2^31 seconds, in milliseconds.
 *
 * @param receivedMillis when it came, milliseconds since 1970
 * @param initialMillis  corrected initial age, 0 or more
 */
public record ResponseAge(long receivedMillis, long initialMillis) {
    /** Larger than any: the largest Age, and an answer that took as long. */
    static final long INITIAL_MAX_MILLIS = 2 * DeltaSeconds.MAX * 1000;

    /** By how much clocks may differ. What an edge stores whose clock is further ahead is of no use to the others for so much longer. */
    static final long SKEW_MILLIS = 1000;

    /** From Date, Age and the time the origin took. An unreadable Date or Age counts as absent. */
    static ResponseAge of(HeaderView response, Timing timing) {
        long received = timing.responseMillis();
        long date = DateField.seconds(response, received / 1000);
        long apparent = date == HttpDate.INVALID ? 0 : clamp(received / 1000 - date) * 1000;
        long stated = Math.max(0, DeltaSeconds.age(response.all("age"))) * 1000;
        return new ResponseAge(received, Math.max(apparent, stated + timing.delayMillis()));
    }

    private static long clamp(long seconds) {
        return Math.max(0, Math.min(DeltaSeconds.MAX, seconds));
    }

    /**
     * Whole seconds, 0 to {@link DeltaSeconds#MAX}. Older than anything, if it came later than now: a clock, here or where it was
     * stored, has jumped, and nobody knows how old it is.
     */
    public long seconds(long nowMillis) {
        long resident = nowMillis - receivedMillis;
        return resident < -SKEW_MILLIS
                ? DeltaSeconds.MAX
                : Math.min(DeltaSeconds.MAX, (initialMillis + Math.max(0, resident)) / 1000);
    }
}
