package io.sallyport.logs.scan;

import io.sallyport.logs.query.Order;
import java.util.Optional;

/**
 * A piece of time that is looked through for a page. Pages are asked in the order of time, so a page needs no more than a
 * piece that holds enough records, and the database orders no more than that piece.
 *
 * @param from first start in it, microseconds since 1970
 * @param to   first start behind it
 */
record Window(long from, long to) {
    private static final int GROWTH = 8;

    /**
     * The first window of a question.
     *
     * @param whole  what is asked for
     * @param oldest start of the oldest record there is
     * @param now    nothing younger is likely
     * @param width  how much time it may cover
     */
    static Window first(Window whole, Order order, long oldest, long now, long width) {
        if (order == Order.DESC) {
            long newest = Math.max(whole.from, Math.min(whole.to, now));
            return new Window(whole.bottom(minus(newest, width), oldest), whole.to);
        }
        long begin = Math.min(whole.to, Math.max(whole.from, oldest));
        return new Window(whole.from, whole.top(plus(begin, width), now));
    }

    /** The window behind this one, wider; empty when this one was the last. */
    Optional<Window> next(Window whole, Order order, long oldest, long now, long width) {
        if (order == Order.DESC) {
            return from <= whole.from
                    ? Optional.empty()
                    : Optional.of(new Window(whole.bottom(minus(from, width), oldest), from));
        }
        return to >= whole.to ? Optional.empty() : Optional.of(new Window(to, whole.top(plus(to, width), now)));
    }

    /** A width for the window behind an empty one. */
    static long wider(long width) {
        return width > Long.MAX_VALUE / GROWTH ? Long.MAX_VALUE : width * GROWTH;
    }

    /** Nothing is older than the oldest: a window that reaches it is the last. */
    private long bottom(long micros, long oldest) {
        return micros <= Math.max(from, oldest) ? from : micros;
    }

    private long top(long micros, long now) {
        return micros >= Math.min(to, now) ? to : micros;
    }

    private static long minus(long micros, long width) {
        long difference = micros - width;
        return difference > micros ? Long.MIN_VALUE : difference;
    }

    private static long plus(long micros, long width) {
        long sum = micros + width;
        return sum < micros ? Long.MAX_VALUE : sum;
    }
}
