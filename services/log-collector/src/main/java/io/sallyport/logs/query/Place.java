package io.sallyport.logs.query;

import io.sallyport.logs.record.Field;
import io.sallyport.logs.record.Row;
import java.util.Comparator;

/**
 * Where a record stands in the order of answers: by start, and among equal starts by edge and sequence, which no two records
 * share. A record never changes its place, whichever collector keeps it and whatever arrives later, so an answer that goes
 * on behind a place neither repeats nor leaves out what was there before. As text, {@code micros.sequence.edge}, it is the
 * cursor.
 *
 * @param startedAtMicros microseconds since 1970
 * @param edge            instance id
 * @param sequence        within its edge
 */
public record Place(long startedAtMicros, String edge, long sequence) {
    static final Comparator<Place> OLDEST_FIRST = Comparator.comparingLong(Place::startedAtMicros)
            .thenComparing(Place::edge)
            .thenComparingLong(Place::sequence);
    private static final int EDGE_MAX = 256;

    /** Where a record stands. */
    public static Place of(Row row) {
        return new Place(row.number(Field.STARTED_AT), row.text(Field.EDGE), row.number(Field.SEQUENCE));
    }

    /** Reads a cursor; {@code null} when it is none. */
    static Place parse(String text) {
        int first = text.indexOf('.');
        int second = text.indexOf('.', first + 1);
        if (first < 0 || second < 0 || text.length() - second > EDGE_MAX) {
            return null;
        }
        try {
            long started = Long.parseLong(text, 0, first, 10);
            long sequence = Long.parseLong(text, first + 1, second, 10);
            return new Place(started, text.substring(second + 1), sequence);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    @Override
    public String toString() {
        return startedAtMicros + "." + sequence + "." + edge;
    }
}
