package io.sallyport.logs.query;

import io.sallyport.logs.record.Field;
import java.util.List;

/**
 * A question for figures.
 *
 * @param by          fields whose values make the groups, none to {@value #MAX_FIELDS}
 * @param everyMicros length of a slot of time; 0 for one slot over all of it
 * @param top         groups told apart, the largest ones; what is in others is counted together
 */
public record StatsQuery(Selection selection, List<Field> by, long everyMicros, int top) {
    static final int MAX_FIELDS = 4;
    /** Groups told apart at most. */
    public static final int MAX_TOP = 1000;
    /** Slots of time in one answer. */
    static final int MAX_SLOTS = 2000;

    public StatsQuery {
        by = List.copyOf(by);
    }

    /** The same question with more groups told apart, for an answer that is to be put together with others. */
    public StatsQuery widened() {
        return new StatsQuery(selection, by, everyMicros, (int) Math.min(MAX_TOP, top * 4L));
    }
}
