package io.sallyport.logs.archive.duck;

import io.sallyport.logs.archive.parts.Catalog;
import io.sallyport.logs.archive.parts.Part;
import io.sallyport.logs.archive.parts.Retention;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has to be done beside appending and reading: parts are turned over, weighed and dropped. */
final class Upkeep {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

    private final Database database;
    private final Catalog catalog;
    private final Writer writer;
    private final Optional<Turnover> turnover;
    private final Retention retention;
    private final LongSupplier nowMicros;
    /** What was wrong the last time; it is said once. */
    private String told = "";

    /** @param turnover none in memory, where parts stay in their tables */
    Upkeep(
            Database database,
            Catalog catalog,
            Writer writer,
            Optional<Turnover> turnover,
            Retention retention,
            LongSupplier nowMicros) {
        this.database = database;
        this.catalog = catalog;
        this.writer = writer;
        this.turnover = turnover;
        this.retention = retention;
        this.nowMicros = nowMicros;
    }

    /** All that is due. What fails is tried again the next time. */
    synchronized void run() {
        try {
            writer.turn(nowMicros.getAsLong());
            if (turnover.isPresent()) {
                for (Part part : writer.still()) {
                    if (part.source() instanceof Part.Table) {
                        turnover.get().write(part);
                    }
                }
            } else {
                weigh();
            }
            retention.leaving(writer.still(), nowMicros.getAsLong(), bytes()).forEach(catalog::remove);
            told = "";
        } catch (SQLException | IOException | RuntimeException e) {
            tell(String.valueOf(e.getMessage()));
        }
    }

    private void tell(String trouble) {
        if (!trouble.equals(told)) {
            LOG.warn("records stay where they are for now: {}", trouble);
        }
        told = trouble;
    }

    /** Bytes of all there is. */
    private long bytes() {
        return turnover.map(Turnover::bytes).orElseGet(() -> catalog.bytes());
    }

    /** In memory: lets the database compress what it holds, and shares its weight out. */
    private void weigh() throws SQLException {
        try {
            database.execute("CHECKPOINT " + Database.STORE);
        } catch (SQLException e) {
            LOG.debug("not compressed while somebody reads: {}", e.getMessage());
        }
        catalog.weigh(database.rows(
                        "SELECT memory_usage_bytes FROM duckdb_memory() WHERE tag = 'IN_MEMORY_TABLE'",
                        row -> row.getLong(1))
                .get(0));
    }
}
