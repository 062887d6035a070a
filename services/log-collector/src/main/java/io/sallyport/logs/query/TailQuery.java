package io.sallyport.logs.query;

import io.sallyport.logs.filter.Filter;

/**
 * A question for records as they arrive.
 *
 * @param last how many of those that have arrived already come first, 0 to {@value #MAX_LAST}
 */
public record TailQuery(Filter filter, int last) {
    static final int MAX_LAST = 1000;
}
