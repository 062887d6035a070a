package io.sallyport.edge.pool;

import java.util.concurrent.TimeUnit;

/**
 * How long a server says that it keeps an idle connection: {@code Keep-Alive: timeout=5}. No standard has the field any
 * more, but servers that close after a few seconds send it, and a request without a second try that meets the close is lost.
 */
final class KeepAliveHint {
    /** What is answered for no hint. */
    static final long NONE = Long.MAX_VALUE;

    private static final String TIMEOUT = "timeout=";
    private static final int DIGITS_MAX = 6;
    private static final long MARGIN_NANOS = TimeUnit.SECONDS.toNanos(1);

    private KeepAliveHint() {}

    /** Nanoseconds for which the connection may be taken again: a second less than the server's, or half of it. */
    static long nanos(String field) {
        int at = field == null ? -1 : field.indexOf(TIMEOUT);
        int start = at + TIMEOUT.length();
        int end = start;
        while (at >= 0 && end < field.length() && Character.digit(field.charAt(end), 10) >= 0) {
            end++;
        }
        if (end == start || at < 0 || end - start > DIGITS_MAX) {
            return NONE;
        }
        long told = TimeUnit.SECONDS.toNanos(Integer.parseInt(field, start, end, 10));
        return Math.max(told / 2, told - MARGIN_NANOS);
    }
}
