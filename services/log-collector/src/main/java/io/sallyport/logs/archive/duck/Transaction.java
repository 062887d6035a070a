package io.sallyport.logs.archive.duck;

import java.sql.SQLException;
import java.sql.Statement;
import org.duckdb.DuckDBConnection;

/**
 * All of some work on a connection or none of it. The statements are written out: the driver's own {@code commit} begins no
 * transaction for an appender, and says nothing of a disk that is full.
 */
final class Transaction {
    /** What the database says when the rows are safe and only moving them from its log into its file has failed. */
    private static final String DURABLE = "COMMIT succeeded and is durable";

    private final DuckDBConnection connection;

    Transaction(DuckDBConnection connection) {
        this.connection = connection;
    }

    /** What is to be done together. */
    interface Work {
        void run() throws SQLException;
    }

    /**
     * Does it.
     *
     * @return whether the database is as good as before; if not, the work is done all the same, but the database must be opened
     *     anew
     */
    boolean run(Work work) throws SQLException {
        execute("BEGIN TRANSACTION");
        try {
            work.run();
            execute("COMMIT");
            return true;
        } catch (SQLException | RuntimeException e) {
            if (String.valueOf(e.getMessage()).contains(DURABLE)) {
                return false;
            }
            rollBack(e);
            throw e;
        }
    }

    private void rollBack(Exception because) {
        try {
            execute("ROLLBACK");
        } catch (SQLException e) {
            // A COMMIT that failed has rolled back already.
            because.addSuppressed(e);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
