package io.sallyport.logs.scan;

import io.sallyport.logs.archive.ArchiveException;
import io.sallyport.logs.archive.Reading;
import io.sallyport.logs.filter.SqlCondition;
import java.sql.SQLException;
import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBPreparedStatement;

/** Puts one statement to the archive, column by column: a row of a {@link java.sql.ResultSet} costs five times as much. */
final class Asking {
    private Asking() {}

    /** Takes a piece of the answer. */
    interface Chunks {
        /** @param rows in this piece */
        void take(DuckDBDataChunkReader chunk, int rows);
    }

    static void ask(Reading reading, SqlCondition sql, Stop stop, Chunks chunks) {
        stop.check();
        try (DuckDBPreparedStatement statement =
                reading.connection().unwrap(DuckDBConnection.class).prepare(sql.text())) {
            bind(statement, sql);
            stop.begin(statement);
            try (DuckDBChunkedResult result = statement.query()) {
                while (result.nextChunk()) {
                    stop.check();
                    DuckDBDataChunkReader chunk = result.chunk();
                    chunks.take(chunk, Math.toIntExact(chunk.rowCount()));
                }
            } finally {
                stop.end();
            }
        } catch (SQLException e) {
            throw failure(e, stop);
        }
    }

    private static void bind(DuckDBPreparedStatement statement, SqlCondition sql) throws SQLException {
        int index = 1;
        for (Object value : sql.values()) {
            if (value instanceof Long number) {
                statement.setLong(index++, number);
            } else {
                statement.setString(index++, (String) value);
            }
        }
    }

    private static RuntimeException failure(SQLException e, Stop stop) {
        if (stop.reason() != null) {
            return new Stop.StoppedException(stop.reason());
        }
        String message = String.valueOf(e.getMessage());
        return message.startsWith("Out of Memory") ? new MemoryException() : new ArchiveException(message, e);
    }
}
