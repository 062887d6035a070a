package io.sallyport.logs.query;

import io.sallyport.logs.record.Field;
import java.util.List;
import java.util.Optional;

/**
 * A question for records.
 *
 * @param order  newest or oldest start first
 * @param limit  1 to what the format allows
 * @param after  the last record of the page before
 * @param fields what of each record is wanted, in the order of the answer
 * @param format how they are written
 */
public record RecordQuery(
        Selection selection, Order order, int limit, Optional<Place> after, List<Field> fields, Format format) {
    public RecordQuery {
        fields = List.copyOf(fields);
    }

    /** Whether every field is wanted. */
    public boolean isWhole() {
        return fields.size() == Field.values().length;
    }
}
