package io.sallyport.logs.query;

import java.util.Comparator;

/**
 * Where a record stands in the order of answers: by start, and among equal starts by arrival. As text,
 * {@code micros.position}, it is the cursor that continues an answer.
 *
 * @param position of the record in the ring of one collector
 */
public record Place(long startedAtMicros, long position) {
    static final Comparator<Place> OLDEST_FIRST =
            Comparator.comparingLong(Place::startedAtMicros).thenComparingLong(Place::position);

    /** Reads a cursor; {@code null} when it is none. */
    static Place parse(String text) {
        int dot = text.indexOf('.');
        try {
            return dot < 0
                    ? null
                    : new Place(Long.parseLong(text, 0, dot, 10), Long.parseLong(text, dot + 1, text.length(), 10));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    @Override
    public String toString() {
        return startedAtMicros + "." + position;
    }
}
