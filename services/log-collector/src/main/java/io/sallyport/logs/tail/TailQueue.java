package io.sallyport.logs.tail;

import io.sallyport.logs.filter.Filter;
import io.sallyport.logs.record.Field;
import io.sallyport.logs.record.KeptRecord;
import io.sallyport.logs.record.Row;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What waits for one reader, bounded. When it is full, what comes is counted and left out until everything that waits has been
 * taken, so that a gap has one place. The guard is this object.
 */
final class TailQueue {
    /** Records that wait at most. */
    static final int WAITING = 2000;

    /** Records that are known to have been sent, should another collector have them too. */
    private static final int REMEMBERED = 8192;

    private final Filter filter;
    private final Runnable wake;
    private final Deque<Entry> waiting = new ArrayDeque<>();
    private long skipped;
    private final Map<Key, Boolean> sent = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Key(String edge, long sequence) {}

    /** A record of this collector, still to be asked for; or a row of another one, which has asked. */
    private record Entry(KeptRecord kept, Row row) {}

    /**
     * What is to be sent next.
     *
     * @param skipped records left out behind them
     */
    record Piece(List<Row> rows, long skipped) {
        boolean isEmpty() {
            return rows.isEmpty() && skipped == 0;
        }
    }

    /** @param wake called on any thread when there is something */
    TailQueue(Filter filter, Runnable wake) {
        this.filter = filter;
        this.wake = wake;
    }

    void offer(List<KeptRecord> records) {
        synchronized (this) {
            for (KeptRecord kept : records) {
                add(new Entry(kept, null));
            }
        }
        wake.run();
    }

    /** A record of another collector. */
    void offer(Row row) {
        synchronized (this) {
            add(new Entry(null, row));
        }
        wake.run();
    }

    /** Another collector has left some out. */
    synchronized void skip(long count) {
        skipped += count;
    }

    private void add(Entry entry) {
        if (skipped > 0 || waiting.size() >= WAITING) {
            skipped++;
        } else {
            waiting.add(entry);
        }
    }

    synchronized boolean isEmpty() {
        return waiting.isEmpty() && skipped == 0;
    }

    /** Remembers that a record was sent by another way. */
    synchronized void remember(Row row) {
        sent.put(key(row), Boolean.TRUE);
    }

    /** Takes up to so many records and asks the filter; on a worker. */
    Piece next(int max) {
        List<Entry> taken = new ArrayList<>();
        long gap = 0;
        synchronized (this) {
            while (taken.size() < max && !waiting.isEmpty()) {
                taken.add(waiting.remove());
            }
            if (waiting.isEmpty()) {
                gap = skipped;
                skipped = 0;
            }
        }
        List<Row> rows = new ArrayList<>();
        for (Entry entry : taken) {
            Row row = entry.row() != null ? entry.row() : filter.accepts(entry.kept()) ? Row.of(entry.kept()) : null;
            if (row != null && isNew(row)) {
                rows.add(row);
            }
        }
        return new Piece(rows, gap);
    }

    private synchronized boolean isNew(Row row) {
        return sent.put(key(row), Boolean.TRUE) == null;
    }

    private static Key key(Row row) {
        return new Key(row.text(Field.EDGE), row.number(Field.SEQUENCE));
    }
}
