package io.sallyport.logs.archive.duck;

import io.sallyport.logs.archive.parts.Catalog;
import io.sallyport.logs.archive.parts.Part;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads files to the end of which somebody could not read some, and sets aside those that cannot be read; later, on a thread of
 * its own, one inspection at a time.
 */
final class Inspection {
    private static final Logger LOG = LoggerFactory.getLogger(Inspection.class);

    private final Executor thread;
    private final Folder folder;
    private final Database database;
    private final Catalog catalog;
    private final AtomicBoolean running = new AtomicBoolean();

    Inspection(Executor thread, Folder folder, Database database, Catalog catalog) {
        this.thread = thread;
        this.folder = folder;
        this.database = database;
        this.catalog = catalog;
    }

    /** Looks at the files among parts, unless the failure was of another kind. */
    void begin(List<Part> parts, SQLException failure) {
        if (Troubles.isOfAFile(failure) && running.compareAndSet(false, true)) {
            try {
                thread.execute(() -> run(parts));
            } catch (RejectedExecutionException closed) {
                LOG.debug("not inspected any more: {}", failure.getMessage());
            }
        }
    }

    private void run(List<Part> parts) {
        try {
            for (Part part : parts) {
                if (part.source() instanceof Part.File file && catalog.has(part)) {
                    inspect(part, file);
                }
            }
        } finally {
            running.set(false);
        }
    }

    private void inspect(Part part, Part.File file) {
        try {
            database.rows(
                    "SELECT max(hash(r)) FROM (SELECT * FROM " + file.relation() + ") r", row -> row.getString(1));
        } catch (SQLException e) {
            if (Troubles.isOfAFile(e)) {
                folder.setAside(file.path(), e.getMessage());
                catalog.remove(part);
            }
        }
    }
}
