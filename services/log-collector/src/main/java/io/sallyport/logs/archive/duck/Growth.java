package io.sallyport.logs.archive.duck;

import io.sallyport.logs.archive.ArchiveSettings;
import io.sallyport.logs.archive.parts.Catalog;
import io.sallyport.logs.archive.parts.Part;
import io.sallyport.logs.archive.parts.Span;
import io.sallyport.logs.record.KeptRecord;
import java.sql.SQLException;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** The part of a lane that grows. Owner: whoever appends. */
final class Growth {
    private static final int ROW_BYTES = 600;

    private final Catalog.Entry entry;
    private final String table;
    private final long begunMicros;
    /** Of the texts and numbers in it, as they came. */
    private long rawBytes;

    /** A part with rows in it, or without. */
    Growth(Catalog.Entry entry, Store.TablePart part) {
        this.entry = entry;
        this.table = part.lane().word() + "_" + part.number();
        this.begunMicros = part.begunMicros();
        this.rawBytes = entry.part().span().rows() * ROW_BYTES;
    }

    Part part() {
        return entry.part();
    }

    boolean isFull(ArchiveSettings settings, long nowMicros) {
        Part part = entry.part();
        boolean old = nowMicros - begunMicros >= settings.partAge(part.lane()).toNanos() / 1000;
        return part.span().rows() > 0
                && (old || part.span().rows() >= ArchiveSettings.PART_ROWS || rawBytes >= settings.partBytes());
    }

    /** Rows that are on their way into it; they count when the transaction does. */
    final class Addition {
        private final Span span;
        private final long bytes;

        private Addition(Span span, long bytes) {
            this.span = span;
            this.bytes = bytes;
        }

        void count(long nowMicros) {
            rawBytes += bytes;
            // Texts of records repeat: the database keeps them in about a fifth.
            entry.grow(entry.part().grown(span, nowMicros, rawBytes / 5));
        }
    }

    /** Writes records within the connection's transaction, at the positions from the one given. */
    Addition add(DuckDBConnection connection, List<KeptRecord> records, long position) throws SQLException {
        Span span = entry.part().span();
        long bytes = 0;
        long at = position;
        try (DuckDBAppender appender = connection.createAppender(Database.STORE, "main", table)) {
            for (KeptRecord kept : records) {
                bytes += Columns.append(appender, kept, at);
                span = span.with(at++, kept.access().startedAtMicros());
            }
            // Closing says nothing of rows that could not be written.
            appender.flush();
        }
        return new Addition(span, bytes);
    }
}
