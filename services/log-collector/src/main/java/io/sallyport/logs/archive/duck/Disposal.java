package io.sallyport.logs.archive.duck;

import io.sallyport.logs.archive.parts.Part;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes parts that have gone from the catalog and that nobody reads any more; later, on a thread of its own. */
final class Disposal implements Consumer<Part> {
    private static final Logger LOG = LoggerFactory.getLogger(Disposal.class);

    private final Executor thread;
    private final Optional<Folder> folder;
    private final Store store;

    Disposal(Executor thread, Optional<Folder> folder, Store store) {
        this.thread = thread;
        this.folder = folder;
        this.store = store;
    }

    @Override
    public void accept(Part part) {
        try {
            thread.execute(() -> delete(part));
        } catch (RejectedExecutionException closed) {
            LOG.debug("{} goes at the next start", part.relation());
        }
    }

    private void delete(Part part) {
        try {
            if (part.source() instanceof Part.File file) {
                folder.orElseThrow().delete(file.path());
            } else {
                store.drop(part.lane(), part.number());
            }
        } catch (SQLException e) {
            LOG.warn("{} cannot be dropped: {}", part.relation(), e.getMessage());
        }
    }
}
