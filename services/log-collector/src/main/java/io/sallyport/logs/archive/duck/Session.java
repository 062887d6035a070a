package io.sallyport.logs.archive.duck;

import io.sallyport.logs.archive.ArchiveFigures;
import io.sallyport.logs.archive.ArchiveSettings;
import io.sallyport.logs.archive.Delivery;
import io.sallyport.logs.archive.Reading;
import io.sallyport.logs.archive.parts.Catalog;
import io.sallyport.logs.archive.parts.Part;
import io.sallyport.logs.archive.parts.Retention;
import io.sallyport.logs.record.KeptRecord;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A database that is open, and those who work with it. */
final class Session implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);
    private static final long UPKEEP_MILLIS = 1000;
    private static final long PATIENCE_SECONDS = 60;
    private static final int PARTS_WAITING = 4;

    private final LongSupplier nowMicros;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private final Database database;
    private final Store store;
    private final Catalog catalog;
    private final Writer writer;
    private final Optional<Turnover> turnover;
    private final Upkeep upkeep;
    private final HeldParts.Doubts doubts;

    private Session(ArchiveSettings settings, Optional<Folder> folder, LongSupplier nowMicros) throws SQLException {
        this.nowMicros = nowMicros;
        this.database = opened(Database.open(settings));
        try {
            this.store = Store.attach(database, folder);
            ScheduledExecutorService thread = thread();
            open.push(() -> end(thread));
            this.catalog = new Catalog(new Disposal(thread, folder, store));
            this.writer = opened(new Loading(folder, database, store, catalog).writer(settings));
            this.turnover = folder.isEmpty()
                    ? Optional.empty()
                    : Optional.of(opened(new Turnover(folder.get(), database, store, catalog)));
            this.doubts = folder.<HeldParts.Doubts>map(place -> new Inspection(thread, place, database, catalog)::begin)
                    .orElse((parts, failure) -> LOG.debug("nothing to set aside: {}", failure.getMessage()));
            this.upkeep = new Upkeep(database, catalog, writer, turnover, new Retention(settings), nowMicros);
            repeat(thread, upkeep::run);
            // The thread ends first, while what it works with is open.
            open.push(() -> end(thread));
        } catch (SQLException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Opens what a folder holds, or begins in memory. */
    static Session open(ArchiveSettings settings, Optional<Folder> folder, LongSupplier nowMicros) throws SQLException {
        return new Session(settings, folder, nowMicros);
    }

    private <T extends AutoCloseable> T opened(T part) {
        open.push(part);
        return part;
    }

    private static ScheduledExecutorService thread() {
        return Executors.newSingleThreadScheduledExecutor(work -> {
            Thread made = new Thread(work, "logs-upkeep");
            made.setDaemon(true);
            return made;
        });
    }

    /** Until the thread ends; the work itself tells what fails. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private static void repeat(ScheduledExecutorService thread, Runnable work) {
        thread.scheduleWithFixedDelay(work, UPKEEP_MILLIS, UPKEEP_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static void end(ScheduledExecutorService thread) throws InterruptedException {
        thread.shutdown();
        if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            thread.shutdownNow();
        }
    }

    /** @return whether the database is as good as before */
    boolean append(List<KeptRecord> records, List<Delivery> deliveries) throws SQLException {
        if (turnover.isPresent() && writer.waiting() > PARTS_WAITING) {
            // Whoever appends faster than parts can be moved on helps moving them.
            upkeep.run();
        }
        return writer.append(records, deliveries, nowMicros.getAsLong());
    }

    /** Whether the database still answers. */
    boolean isSound() {
        try {
            store.deliveries();
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    /** All that is due, at once. */
    void tidy() {
        upkeep.run();
    }

    /** Waits until nobody reads, from when on nobody can; says whether that is so. */
    boolean shut(Duration patience) {
        return catalog.shut(patience);
    }

    List<Delivery> deliveries() throws SQLException {
        return store.deliveries();
    }

    /** Files first: should the process end in between, the deliveries are still known and the same can be done again. */
    void withdraw(List<Delivery> deliveries) throws SQLException, IOException {
        if (turnover.isEmpty()) {
            writer.withdraw(deliveries);
            return;
        }
        // Nothing may move into a file meanwhile.
        synchronized (turnover.get()) {
            turnover.get().withdraw(deliveries);
            writer.withdraw(deliveries);
        }
    }

    Reading read(Predicate<Part> wanted) throws SQLException {
        return HeldParts.hold(catalog, database, wanted, doubts);
    }

    long skip(long position, long sinceMicros, long untilMicros) {
        return catalog.parts().stream()
                .map(Part::span)
                .filter(span -> span.touches(sinceMicros, untilMicros) && span.lastPosition() >= position)
                .mapToLong(span -> Math.max(position, span.firstPosition()))
                .min()
                .orElseGet(writer::end);
    }

    ArchiveFigures figures() {
        return catalog.figures(turnover.map(Turnover::bytes).orElseGet(catalog::bytes), writer.end());
    }

    @Override
    public void close() {
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (Exception e) {
                LOG.warn("an archive does not close as it should: {}", e.toString());
            }
        }
    }
}
