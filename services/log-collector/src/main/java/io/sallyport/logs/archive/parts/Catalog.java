package io.sallyport.logs.archive.parts;

import io.sallyport.logs.archive.ArchiveException;
import io.sallyport.logs.archive.ArchiveFigures;
import io.sallyport.logs.archive.Lane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The parts there are, and who reads them. A part that has gone from the catalog is disposed of when nobody reads it any
 * more. Safe from any thread.
 */
public final class Catalog {
    private final List<Entry> entries = new ArrayList<>();
    private final Consumer<Part> dispose;
    private int readings;
    private boolean shut;

    /** A part and its readers; an entry of the same part stays the same while the part grows. */
    public static final class Entry {
        private volatile Part part;
        private int readers;
        private boolean gone;

        private Entry(Part part) {
            this.part = part;
        }

        public Part part() {
            return part;
        }

        /** For the one who appends to it. */
        public void grow(Part to) {
            part = to;
        }
    }

    /** @param dispose deletes a part; called on any thread that lets go of the last reading, so it must not block */
    public Catalog(Consumer<Part> dispose) {
        this.dispose = dispose;
    }

    public synchronized Entry add(Part part) {
        Entry entry = new Entry(part);
        entries.add(entry);
        return entry;
    }

    public synchronized boolean has(Part part) {
        return entries.stream().anyMatch(entry -> entry.part().source().equals(part.source()));
    }

    /** All parts, by lane and number. */
    public synchronized List<Part> parts() {
        return entries.stream()
                .map(Entry::part)
                .sorted(Comparator.comparing(Part::lane).thenComparingLong(Part::number))
                .toList();
    }

    /** The entries whose parts are wanted, which stay until they are released. */
    public synchronized List<Entry> hold(Predicate<Part> wanted) {
        if (shut) {
            throw new ArchiveException("records cannot be read: the database is being opened", null);
        }
        List<Entry> held =
                entries.stream().filter(entry -> wanted.test(entry.part())).toList();
        held.forEach(entry -> entry.readers++);
        readings++;
        return held;
    }

    public synchronized void release(List<Entry> held) {
        readings--;
        notifyAll();
        for (Entry entry : held) {
            entry.readers--;
            disposeOfUnread(entry);
        }
    }

    /** Puts the same rows in another place. */
    public synchronized void replace(Part old, Part by) {
        add(by);
        remove(old);
    }

    /** Parts that lie in tables. */
    public synchronized long tables() {
        return entries.stream()
                .filter(entry -> entry.part().source() instanceof Part.Table)
                .count();
    }

    /** Waits until nobody reads, from when on nobody can; says whether that is so. */
    public synchronized boolean shut(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        long left = patience.toMillis();
        while (readings > 0 && left > 0) {
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
            left = (deadline - System.nanoTime()) / 1_000_000;
        }
        shut = readings == 0;
        return shut;
    }

    /** Bytes of all parts. */
    public long bytes() {
        return parts().stream().mapToLong(Part::bytes).sum();
    }

    /** Shares out what all of them weigh together. */
    public synchronized void weigh(long bytes) {
        long rows =
                entries.stream().mapToLong(entry -> entry.part().span().rows()).sum();
        for (Entry entry : entries) {
            Part part = entry.part();
            long share = rows == 0 ? 0 : (long) ((double) bytes * part.span().rows() / rows);
            entry.grow(part.grown(part.span(), part.micros(), share));
        }
    }

    /** @param bytes of all there is, on disk or in memory */
    public ArchiveFigures figures(long bytes, long end) {
        List<Part> filled =
                parts().stream().filter(part -> part.span().rows() > 0).toList();
        return new ArchiveFigures(
                filled.stream().mapToLong(part -> part.span().rows()).sum(),
                bytes,
                filled.size(),
                oldest(filled, Lane.TRAFFIC)
                        .orElseGet(() -> oldest(filled, Lane.AUDIT).orElse(0)),
                end);
    }

    private static OptionalLong oldest(List<Part> parts, Lane lane) {
        return parts.stream()
                .filter(part -> part.lane() == lane)
                .mapToLong(part -> part.span().minMicros())
                .min();
    }

    /** Other rows in the same place: some were taken out. */
    public synchronized void grow(Part part, Span to) {
        for (Entry entry : entries) {
            Part known = entry.part();
            if (known.source().equals(part.source())) {
                entry.grow(known.grown(to, known.micros(), known.bytes()));
            }
        }
    }

    /** Takes a part out, by its place. */
    public synchronized void remove(Part part) {
        for (Entry entry : List.copyOf(entries)) {
            if (entry.part().source().equals(part.source())) {
                entries.remove(entry);
                entry.gone = true;
                disposeOfUnread(entry);
            }
        }
    }

    private void disposeOfUnread(Entry entry) {
        if (entry.gone && entry.readers == 0) {
            dispose.accept(entry.part());
        }
    }
}
