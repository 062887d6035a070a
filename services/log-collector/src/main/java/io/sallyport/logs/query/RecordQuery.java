package io.sallyport.logs.query;

import java.util.Comparator;
import java.util.Optional;

/**
 * A question for records.
 *
 * @param order newest or oldest start first
 * @param limit 1 to {@value #MAX_LIMIT}
 * @param after the last record of the page before
 */
public record RecordQuery(Selection selection, Order order, int limit, Optional<Place> after) {
    public static final int MAX_LIMIT = 10_000;

    /** Which records come first. */
    public enum Order {
        DESC(Place.OLDEST_FIRST.reversed()),
        ASC(Place.OLDEST_FIRST);

        private final Comparator<Place> comparator;

        Order(Comparator<Place> comparator) {
            this.comparator = comparator;
        }

        Comparator<Place> comparator() {
            return comparator;
        }
    }
}
