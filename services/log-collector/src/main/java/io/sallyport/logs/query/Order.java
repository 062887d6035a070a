package io.sallyport.logs.query;

import java.util.Comparator;

/** Which records come first. */
public enum Order {
    /** The newest start. */
    DESC(Place.OLDEST_FIRST.reversed()),
    /** The oldest start. */
    ASC(Place.OLDEST_FIRST);

    private final Comparator<Place> comparator;

    Order(Comparator<Place> comparator) {
        this.comparator = comparator;
    }

    public Comparator<Place> comparator() {
        return comparator;
    }
}
