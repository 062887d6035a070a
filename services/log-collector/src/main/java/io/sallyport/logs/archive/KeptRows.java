package io.sallyport.logs.archive;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.log.AccessRecord.Direction;
import io.sallyport.contract.log.AccessRecord.Kind;
import io.sallyport.logs.record.Field;
import io.sallyport.logs.record.KeptRecord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Rows of a {@link Reading} as the records they were made of. The result must hold all columns, as {@code SELECT *} does. */
public final class KeptRows {
    private static final Map<String, Outcome> OUTCOMES =
            Arrays.stream(Outcome.values()).collect(Collectors.toMap(Outcome::token, Function.identity()));

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
        Row values = new Row(row);
        AccessRecord access = new AccessRecord(
                values.number(Field.SEQUENCE),
                values.number(Field.STARTED_AT),
                values.number(Field.TOTAL),
                values.number(Field.HEAD),
                Kind.valueOf(values.word(Field.KIND)),
                Direction.valueOf(values.word(Field.DIRECTION)),
                values.text(Field.LISTENER),
                values.text(Field.PROTOCOL),
                values.text(Field.CLIENT),
                values.text(Field.METHOD),
                values.text(Field.SCHEME),
                values.text(Field.AUTHORITY),
                values.text(Field.PATH),
                (int) values.number(Field.STATUS),
                OUTCOMES.getOrDefault(values.text(Field.OUTCOME), Outcome.INTERNAL_ERROR),
                values.text(Field.RULE),
                values.text(Field.ROUTE),
                values.text(Field.CLUSTER),
                values.text(Field.ENDPOINT),
                values.text(Field.VERSION),
                values.text(Field.CACHE),
                values.number(Field.BYTES_IN),
                values.number(Field.BYTES_OUT),
                values.number(Field.POLICY_GENERATION),
                values.number(Field.ROUTE_GENERATION),
                values.text(Field.USER_AGENT),
                values.text(Field.REQUEST_ID),
                values.text(Field.USER),
                values.text(Field.TRACK),
                (int) values.number(Field.ATTEMPTS),
                values.text(Field.EXIT),
                values.text(Field.LIST),
                values.text(Field.CLIENT_COUNTRY),
                values.text(Field.DESTINATION_COUNTRY),
                values.text(Field.REPORTED),
                values.text(Field.TRACE_ID),
                values.number(Field.CONNECT),
                values.text(Field.TLS),
                values.text(Field.DETAIL));
        return new KeptRecord(values.text(Field.EDGE), access);
    }

    private record Row(ResultSet row) {
        long number(Field field) throws SQLException {
            return row.getLong(field.ordinal() + 1);
        }

        String text(Field field) throws SQLException {
            return row.getString(field.ordinal() + 1);
        }

        String word(Field field) throws SQLException {
            return text(field).toUpperCase(Locale.ROOT);
        }
    }
}
