package io.sallyport.logs.archive.duck;

import io.sallyport.logs.record.Field;
import io.sallyport.logs.record.KeptRecord;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duckdb.DuckDBAppender;

/** The columns of a part: one for each {@link Field}, named by its label, and the position. */
final class Columns {
    /** Raised when columns change their meaning; new columns need no new number. */
    static final int SCHEMA = 1;

    /** Counts the arrivals of this collector and never repeats; the last column. */
    static final String POSITION = "position";

    static final String STARTED = Field.STARTED_AT.label();

    private Columns() {}

    /** Names and types for a new table. */
    static String declared() {
        return Arrays.stream(Field.values())
                .map(field -> quoted(field) + (field.type().isNumeric() ? " BIGINT" : " VARCHAR"))
                .collect(Collectors.joining(", ", "", ", " + POSITION + " BIGINT"));
    }

    /** The names of them all. */
    static Set<String> names() {
        return Stream.concat(Arrays.stream(Field.values()).map(Field::label), Stream.of(POSITION))
                .collect(Collectors.toSet());
    }

    /**
     * A list for {@code SELECT} in the order of the fields.
     *
     * @param present columns that there are; others are empty
     */
    static String selected(Set<String> present) {
        return Arrays.stream(Field.values())
                .map(field -> present.contains(field.label()) ? quoted(field) : missing(field))
                .collect(Collectors.joining(", ", "", ", " + POSITION));
    }

    /** A query that has no rows. */
    static String nothing() {
        return "SELECT " + selected(Set.of()).replace(POSITION, "0::BIGINT AS " + POSITION) + " WHERE false";
    }

    /** Whether a file has what no part is without. */
    static boolean isPart(Set<String> present) {
        return present.contains(POSITION) && present.contains(STARTED);
    }

    private static String missing(Field field) {
        return (field.type().isNumeric() ? "0::BIGINT AS " : "''::VARCHAR AS ") + quoted(field);
    }

    private static String quoted(Field field) {
        return '"' + field.label() + '"';
    }

    /** A row, and how many bytes it has, about. */
    static int append(DuckDBAppender appender, KeptRecord kept, long position) throws SQLException {
        int bytes = 0;
        appender.beginRow();
        for (Field field : Field.values()) {
            if (field.type().isNumeric()) {
                appender.append(field.number(kept));
                bytes += Long.BYTES;
            } else {
                String text = field.text(kept);
                appender.append(text);
                bytes += text.length();
            }
        }
        appender.append(position);
        appender.endRow();
        return bytes + Long.BYTES;
    }
}
