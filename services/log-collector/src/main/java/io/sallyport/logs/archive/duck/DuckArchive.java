package io.sallyport.logs.archive.duck;

import io.sallyport.logs.archive.Archive;
import io.sallyport.logs.archive.ArchiveException;
import io.sallyport.logs.archive.ArchiveFigures;
import io.sallyport.logs.archive.ArchiveSettings;
import io.sallyport.logs.archive.Delivery;
import io.sallyport.logs.archive.Reading;
import io.sallyport.logs.archive.parts.Part;
import io.sallyport.logs.record.KeptRecord;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An archive in the embedded database DuckDB. What has just arrived lies in tables of one database file, which survives a
 * sudden end by its log; what no longer grows lies in files of columns that never change. A database that has given up, as it
 * does when it finds no room to put itself in order, is opened anew.
 */
public final class DuckArchive implements Archive {
    private static final Logger LOG = LoggerFactory.getLogger(DuckArchive.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ArchiveSettings settings;
    private final Optional<Folder> folder;
    private final LongSupplier nowMicros;
    private volatile Session session;
    private boolean broken;

    private DuckArchive(ArchiveSettings settings, Optional<Folder> folder, LongSupplier nowMicros, Session session) {
        this.settings = settings;
        this.folder = folder;
        this.nowMicros = nowMicros;
        this.session = session;
    }

    /**
     * Opens the archive of a folder, or begins one in memory.
     *
     * @param nowMicros microseconds since 1970
     * @throws ArchiveException with a message for an operator
     */
    public static DuckArchive open(ArchiveSettings settings, LongSupplier nowMicros) {
        return open(settings, nowMicros, Folder.Space.OF_DISK);
    }

    static DuckArchive open(ArchiveSettings settings, LongSupplier nowMicros, Folder.Space space) {
        Optional<Folder> folder = settings.folder().map(path -> Folder.take(path, space));
        try {
            return new DuckArchive(settings, folder, nowMicros, Session.open(settings, folder, nowMicros));
        } catch (SQLException e) {
            folder.ifPresent(Folder::close);
            throw new ArchiveException("records cannot be opened: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            folder.ifPresent(Folder::close);
            throw e;
        }
    }

    @Override
    public synchronized void append(List<KeptRecord> records, List<Delivery> deliveries) {
        folder.ifPresent(place -> place.needRoom(settings.roomBytes()));
        Session sound = soundSession();
        try {
            broken = !sound.append(records, deliveries);
        } catch (SQLException e) {
            broken = !sound.isSound();
            throw new ArchiveException("records cannot be kept: " + e.getMessage(), e);
        }
    }

    private Session soundSession() {
        if (broken) {
            if (!session.shut(PATIENCE)) {
                throw new ArchiveException(
                        "records cannot be kept: the database is to be opened anew and is being read", null);
            }
            LOG.warn("the database of records has given up and is opened anew");
            try {
                session.close();
                session = Session.open(settings, folder, nowMicros);
                broken = false;
            } catch (SQLException e) {
                throw new ArchiveException("records cannot be opened: " + e.getMessage(), e);
            }
        }
        return session;
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
    public synchronized void withdraw(List<Delivery> deliveries) {
        if (deliveries.isEmpty()) {
            return;
        }
        try {
            soundSession().withdraw(deliveries);
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

    /** Does what is due beside appending, at once; it is done every second anyway. */
    void tidy() {
        session.tidy();
    }

    @Override
    public synchronized void close() {
        session.close();
        folder.ifPresent(Folder::close);
    }
}
