package io.sallyport.logs.archive;

import io.sallyport.logs.record.KeptRecord;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * An archive in the embedded database DuckDB. What has just arrived lies in tables of one database file, which survives a
 * sudden end by its log; what no longer grows lies in files of columns that never change.
 */
public final class DuckArchive implements Archive {
    private final Optional<Folder> folder;
    private final Session session;

    private DuckArchive(Optional<Folder> folder, Session session) {
        this.folder = folder;
        this.session = session;
    }

    /**
     * Opens the archive of a folder, or begins one in memory.
     *
     * @param nowMicros microseconds since 1970
     * @throws ArchiveException with a message for an operator
     */
    public static DuckArchive open(ArchiveSettings settings, LongSupplier nowMicros) {
        Optional<Folder> folder = settings.folder().map(Folder::take);
        try {
            return new DuckArchive(folder, Session.open(settings, folder, nowMicros));
        } catch (SQLException e) {
            folder.ifPresent(Folder::close);
            throw new ArchiveException("records cannot be opened: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            folder.ifPresent(Folder::close);
            throw e;
        }
    }

    @Override
    public void append(List<KeptRecord> records, List<Delivery> deliveries) {
        try {
            session.append(records, deliveries);
        } catch (SQLException e) {
            throw new ArchiveException("records cannot be kept: " + e.getMessage(), e);
        }
    }

    @Override
    public List<Delivery> deliveries() {
        try {
            return session.deliveries();
        } catch (SQLException e) {
            throw new ArchiveException("deliveries cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void withdraw(List<Delivery> deliveries) {
        if (deliveries.isEmpty()) {
            return;
        }
        try {
            session.withdraw(deliveries);
        } catch (SQLException | IOException e) {
            throw new ArchiveException("records cannot be withdrawn: " + e.getMessage(), e);
        }
    }

    @Override
    public Reading open(long sinceMicros, long untilMicros) {
        return read(part -> part.span().touches(sinceMicros, untilMicros));
    }

    @Override
    public Reading openPositions(long from, long until) {
        return read(part -> part.span().holds(from, until));
    }

    @Override
    public long skip(long position, long sinceMicros, long untilMicros) {
        return session.skip(position, sinceMicros, untilMicros);
    }

    private Reading read(Predicate<Part> wanted) {
        try {
            return session.read(wanted);
        } catch (SQLException e) {
            throw new ArchiveException("records cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public ArchiveFigures figures() {
        return session.figures();
    }

    @Override
    public void close() {
        session.close();
        folder.ifPresent(Folder::close);
    }
}
