package io.sallyport.logs.archive.parts;

import io.sallyport.logs.archive.Lane;
import java.nio.file.Path;
import java.util.Set;

/**
 * Rows that arrived one after the other and go together.
 *
 * @param number  counts the parts of a lane in the order of their beginnings, from 1
 * @param micros  when a row was last added, microseconds since 1970
 * @param bytes   on disk or in memory; an estimate as long as it grows
 * @param columns that it has: fewer than there are when an older Sallyport made it
 */
public record Part(Lane lane, long number, Span span, long micros, long bytes, Source source, Set<String> columns) {
    public Part {
        columns = Set.copyOf(columns);
    }

    /** Where the rows lie. */
    public sealed interface Source {
        /** What stands behind {@code FROM}. */
        String relation();
    }

    /** In a table of the database, by its full name: it grows, or waits for its file, or there are no files at all. */
    public record Table(String name) implements Source {
        @Override
        public String relation() {
            return name;
        }
    }

    /** In a file that never changes. */
    public record File(Path path) implements Source {
        @Override
        public String relation() {
            return "'" + path.toString().replace("'", "''") + "'";
        }
    }

    /** What stands behind {@code FROM}. */
    public String relation() {
        return source.relation();
    }

    /** The same part with more in it. */
    public Part grown(Span to, long nowMicros, long toBytes) {
        return new Part(lane, number, to, nowMicros, toBytes, source, columns);
    }

    /** The same part in a file of so many bytes. */
    public Part in(Path file, Span rows, long fileBytes) {
        return new Part(lane, number, rows, micros, fileBytes, new File(file), columns);
    }
}
