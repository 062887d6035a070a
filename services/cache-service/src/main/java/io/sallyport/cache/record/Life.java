package io.sallyport.cache.record;

import static io.sallyport.http.CacheDirective.STALE_IF_ERROR;
import static io.sallyport.http.CacheDirective.STALE_WHILE_REVALIDATE;

import io.sallyport.cache.engine.stored.StoredHead;
import java.time.Duration;

/** How long a response is of use to anybody. */
public final class Life {
    private Life() {}

    /**
     * When a response is of no use any more: after its freshness, the longer of the windows in which it may be used stale,
     * and the time that stale responses are kept for validation.
     *
     * @return milliseconds since 1970; in the past for a response that is not worth keeping
     */
    public static long goneAtMillis(StoredHead head, Duration keepStale, long nowMillis) {
        long windows = Math.max(
                Math.max(0, head.control().seconds(STALE_WHILE_REVALIDATE)),
                Math.max(0, head.control().seconds(STALE_IF_ERROR)));
        return nowMillis + (head.ttlSeconds(nowMillis) + windows) * 1000 + keepStale.toMillis();
    }
}
