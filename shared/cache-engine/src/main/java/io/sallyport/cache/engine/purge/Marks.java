package io.sallyport.cache.engine.purge;

import io.sallyport.cache.engine.purge.PurgeVerdict.Kind;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The last purges of so many targets, each known by its sum: a table of rows, in each of which a few targets have their place.
 * In a full row the oldest makes room, and what is older than it is unsure for all targets of the row.
 *
 * <p>Writers take turns, readers do not wait. A writer raises the row's floor before it gives a place away, and a reader asks
 * for the floor last: it finds the old mark or the floor. It may take the new mark for the old one, which then counts for
 * more than it should.
 */
final class Marks {
    private static final int PLACES = 4;

    /** Of a place: the sum, the last hard and the last soft purge. */
    private static final int WIDTH = 3;

    /** Behind the places: the floor. */
    private static final int FLOOR = PLACES * WIDTH;

    private static final int ROW = FLOOR + 1;

    private final int rows;
    private final AtomicLongArray table;
    private volatile long latest;

    /** @param targets told apart; a power of two, at least 4 */
    Marks(int targets) {
        this.rows = Math.max(1, Integer.highestOneBit(targets) / PLACES);
        this.table = new AtomicLongArray(rows * ROW);
    }

    /** Of the newest mark. */
    long latest() {
        return latest;
    }

    void mark(long sum, boolean hard, long sequence) {
        int place = placeFor(sum);
        int kind = hard ? place + 1 : place + 2;
        table.set(kind, Math.max(table.get(kind), sequence));
        table.set(place, sum);
        latest = Math.max(latest, sequence);
    }

    private int placeFor(long sum) {
        int row = row(sum);
        int oldest = row;
        for (int place = row; place < row + FLOOR; place += WIDTH) {
            long there = table.get(place);
            if (there == sum || there == 0) {
                return place;
            }
            if (newest(place) < newest(oldest)) {
                oldest = place;
            }
        }
        int floor = row + FLOOR;
        table.set(floor, Math.max(table.get(floor), newest(oldest)));
        table.set(oldest, 0);
        table.set(oldest + 1, 0);
        table.set(oldest + 2, 0);
        return oldest;
    }

    private long newest(int place) {
        return Math.max(table.get(place + 1), table.get(place + 2));
    }

    private int row(long sum) {
        return (int) (sum >>> 32 & rows - 1) * ROW;
    }

    /** Of the last purge of a target, or of one whose mark made room; 0 for none. */
    long newest(long sum) {
        int row = row(sum);
        long newest = table.get(row + FLOOR);
        for (int place = row; place < row + FLOOR; place += WIDTH) {
            newest = table.get(place) == sum ? Math.max(newest, newest(place)) : newest;
        }
        return newest;
    }

    PurgeVerdict verdict(long sum, long clean) {
        PurgeVerdict verdict = PurgeVerdict.KEPT;
        int row = row(sum);
        for (int place = row; place < row + FLOOR; place += WIDTH) {
            if (table.get(place) == sum) {
                verdict = PurgeVerdict.of(Kind.GONE, table.get(place + 1), clean)
                        .and(PurgeVerdict.of(Kind.SOFT, table.get(place + 2), clean));
                break;
            }
        }
        return verdict.and(PurgeVerdict.of(Kind.UNSURE, table.get(row + FLOOR), clean));
    }
}
