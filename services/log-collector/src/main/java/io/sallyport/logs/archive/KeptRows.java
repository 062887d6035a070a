package io.sallyport.logs.archive;

import io.sallyport.logs.record.Field;
import io.sallyport.logs.record.KeptRecord;
import io.sallyport.logs.record.Row;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Rows of a {@link Reading} as the records they were made of. The result must hold all columns, as {@code SELECT *} does. */
public final class KeptRows {
    private KeptRows() {}

    /** Takes one row after the other. */
    @FunctionalInterface
    public interface Sink {
        /**
         * @param position in the order of arrival, its own in this collector
         * @return whether to go on
         */
        boolean take(KeptRecord kept, long position);
    }

    /**
     * Reads rows until there are no more or the sink has enough. Memory does not grow with their number.
     *
     * @param rest what follows {@code SELECT * FROM relation}, with a {@code ?} for each parameter
     */
    public static void each(Reading reading, String rest, Sink sink, long... parameters) {
        String sql = "SELECT * FROM " + reading.relation() + " " + rest;
        Connection connection = reading.connection();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setLong(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                boolean more = true;
                while (more && rows.next()) {
                    more = sink.take(kept(rows), position(rows));
                }
            }
        } catch (SQLException e) {
            reading.doubt(e);
            throw new ArchiveException("records cannot be read: " + e.getMessage(), e);
        }
    }

    /** The position of the row. */
    public static long position(ResultSet row) throws SQLException {
        return row.getLong(Field.values().length + 1);
    }

    /** The record of the row. */
    public static KeptRecord kept(ResultSet row) throws SQLException {
        Row values = new Row();
        for (Field field : Field.values()) {
            int column = field.ordinal() + 1;
            if (field.type().isNumeric()) {
                values.set(field, row.getLong(column));
            } else {
                values.set(field, row.getString(column));
            }
        }
        return values.kept();
    }
}
