package io.sallyport.logs.query;

import io.sallyport.logs.record.Field;
import java.util.List;

/**
 * A question for figures.
 *
 * @param by fields whose values make the groups, one to {@value #MAX_FIELDS}
 */
public record StatsQuery(Selection selection, List<Field> by) {
    static final int MAX_FIELDS = 4;

    public StatsQuery {
        by = List.copyOf(by);
    }
}
