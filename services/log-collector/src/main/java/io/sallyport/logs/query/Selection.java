package io.sallyport.logs.query;

import io.sallyport.logs.filter.Filter;

/**
 * Which records a question is about.
 *
 * @param sinceMicros first start that counts, microseconds since 1970
 * @param untilMicros first start that no longer counts
 */
public record Selection(Filter filter, long sinceMicros, long untilMicros) {
    /** Every record kept. */
    public static final Selection EVERYTHING = new Selection(Filter.ANY, Long.MIN_VALUE, Long.MAX_VALUE);
}
