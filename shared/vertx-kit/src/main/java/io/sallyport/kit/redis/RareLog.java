package io.sallyport.kit.redis;

import org.slf4j.Logger;

/**
 * Says what goes wrong at once, and while it goes on once a minute, however often it happens. Another trouble is news, but no
 * more than one line goes out in a second. Owner: one context.
 */
final class RareLog {
    private static final long SAME_NANOS = 60_000_000_000L;
    private static final long OTHER_NANOS = 1_000_000_000L;

    private final Logger log;
    private String last = "";
    private long saidAt;
    private long left;

    RareLog(Logger log) {
        this.log = log;
    }

    /** @param kind of trouble; @param text the line */
    void warn(String kind, String text, long now) {
        long wait = kind.equals(last) ? SAME_NANOS : OTHER_NANOS;
        if (!last.isEmpty() && now - saidAt < wait) {
            left++;
            return;
        }
        log.warn("{}{}", text, left == 0 ? "" : " (" + left + " more since the last line)");
        last = kind;
        saidAt = now;
        left = 0;
    }

    /** It is over; says so if anything was said. */
    void over(String text) {
        log.info("{}", text);
        last = "";
        left = 0;
    }
}
