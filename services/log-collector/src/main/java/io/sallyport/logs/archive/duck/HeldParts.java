package io.sallyport.logs.archive.duck;

import io.sallyport.logs.archive.Reading;
import io.sallyport.logs.archive.parts.Catalog;
import io.sallyport.logs.archive.parts.Part;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A reading of some parts, which stay until it is closed. */
final class HeldParts implements Reading {
    private static final Logger LOG = LoggerFactory.getLogger(HeldParts.class);

    private final Catalog catalog;
    private final List<Catalog.Entry> held;
    private final Connection connection;
    private final String relation;
    private final Consumer<SQLException> doubts;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** Looks at parts of which some could not be read. */
    interface Doubts {
        void look(List<Part> parts, SQLException failure);
    }

    private HeldParts(Catalog catalog, List<Catalog.Entry> held, Connection connection, Doubts doubts) {
        this.catalog = catalog;
        this.held = held;
        this.connection = connection;
        List<Part> parts = held.stream().map(Catalog.Entry::part).toList();
        this.relation = relation(parts);
        this.doubts = failure -> doubts.look(parts, failure);
    }

    static Reading hold(Catalog catalog, Database database, Predicate<Part> wanted, Doubts doubts) throws SQLException {
        List<Catalog.Entry> held = catalog.hold(wanted);
        try {
            return new HeldParts(catalog, held, database.connection(), doubts);
        } catch (SQLException | RuntimeException e) {
            catalog.release(held);
            throw e;
        }
    }

    /** Files of the same columns are read as one, which lets the database go through them in one sweep. */
    private static String relation(List<Part> parts) {
        Map<Set<String>, String> files = new LinkedHashMap<>();
        for (Part part : parts) {
            if (part.source() instanceof Part.File) {
                files.merge(part.columns(), part.relation(), (some, more) -> some + ", " + more);
            }
        }
        String ofFiles = files.entrySet().stream()
                .map(entry -> select(entry.getKey(), "read_parquet([" + entry.getValue() + "])"))
                .collect(Collectors.joining(" UNION ALL "));
        String ofTables = parts.stream()
                .filter(part -> part.source() instanceof Part.Table)
                .map(part -> select(part.columns(), part.relation()))
                .collect(Collectors.joining(" UNION ALL "));
        String both = ofFiles + (ofFiles.isEmpty() || ofTables.isEmpty() ? "" : " UNION ALL ") + ofTables;
        return "(" + (both.isEmpty() ? Columns.nothing() : both) + ") AS records";
    }

    private static String select(Set<String> columns, String relation) {
        return "SELECT " + Columns.selected(columns) + " FROM " + relation;
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public String relation() {
        return relation;
    }

    @Override
    public void doubt(SQLException failure) {
        doubts.accept(failure);
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            try {
                connection.close();
            } catch (SQLException e) {
                LOG.warn("a reading does not close as it should: {}", e.getMessage());
            } finally {
                catalog.release(held);
            }
        }
    }
}
