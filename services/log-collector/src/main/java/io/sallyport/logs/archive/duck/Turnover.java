package io.sallyport.logs.archive.duck;

import io.sallyport.logs.archive.Delivery;
import io.sallyport.logs.archive.parts.Catalog;
import io.sallyport.logs.archive.parts.Part;
import io.sallyport.logs.archive.parts.Span;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.duckdb.DuckDBConnection;

/** Writes parts into files that never change, without those who append or read having to wait. One thread at a time. */
final class Turnover implements AutoCloseable {
    private final Folder folder;
    private final Database database;
    private final Store store;
    private final Catalog catalog;
    private final DuckDBConnection connection;

    Turnover(Folder folder, Database database, Store store, Catalog catalog) throws SQLException {
        this.folder = folder;
        this.database = database;
        this.store = store;
        this.catalog = catalog;
        this.connection = database.connection();
    }

    /**
     * Moves a part that no longer grows from its table into a file. The file counts from the moment of its renaming; if the
     * process ends before the table is dropped, the next start drops it.
     */
    synchronized void write(Part part) throws SQLException, IOException {
        Span span = store.span(part.relation(), part.span().firstPosition());
        if (span.rows() == 0) {
            catalog.remove(part);
            return;
        }
        Path file = copy(part, "true", span.rows());
        catalog.replace(part, part.in(file, span, Folder.size(file)));
    }

    /** Takes rows out of the parts that lie in files. */
    synchronized void withdraw(List<Delivery> deliveries) throws SQLException, IOException {
        String condition = Withdrawal.condition(deliveries);
        for (Part part : catalog.parts()) {
            long leaving = part.source() instanceof Part.File ? count(part.relation() + " WHERE " + condition) : 0;
            if (leaving > 0 && leaving == part.span().rows()) {
                catalog.remove(part);
            } else if (leaving > 0) {
                Path file = copy(part, "NOT " + condition, part.span().rows() - leaving);
                Span span = store.span(Database.text(file), part.span().firstPosition());
                catalog.replace(part, part.in(file, span, Folder.size(file)));
            }
        }
    }

    private Path copy(Part part, String condition, long rows) throws SQLException, IOException {
        Path unfinished = folder.unfinished(part.lane(), part.number());
        try (Statement statement = connection.createStatement()) {
            statement.execute("COPY (SELECT * FROM " + part.relation() + " WHERE " + condition + ") TO "
                    + Database.text(unfinished) + " (FORMAT parquet, COMPRESSION zstd, KV_METADATA {sallyport_schema: '"
                    + Columns.SCHEMA + "'})");
            long written = count("read_parquet(" + Database.text(unfinished) + ")");
            if (written != rows) {
                throw new SQLException(unfinished + " has " + written + " rows instead of " + rows);
            }
            return folder.publish(unfinished, part.lane(), part.number());
        } catch (SQLException | IOException e) {
            folder.delete(unfinished);
            throw e;
        }
    }

    /** Bytes of all files. */
    long bytes() {
        long files = catalog.parts().stream()
                .filter(part -> part.source() instanceof Part.File)
                .mapToLong(Part::bytes)
                .sum();
        return files + folder.databaseBytes();
    }

    private long count(String relation) throws SQLException {
        return database.rows("SELECT count(*) FROM " + relation, row -> row.getLong(1))
                .get(0);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
