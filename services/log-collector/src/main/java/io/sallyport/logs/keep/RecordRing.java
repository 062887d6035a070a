package io.sallyport.logs.keep;

import io.sallyport.logs.record.KeptRecord;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The newest records in the order of their arrival; when full, each new one takes the place of the oldest.
 *
 * <p>One thread at a time writes; any number read at the same time without a lock.
 */
public final class RecordRing {
    /*
     * Positions count all arrivals from 0 and never repeat; a record lies in slot `position % slots`. There is one
     * slot more than is promised, so that the slot being overwritten is never one that a reader may ask for.
     *
     * The writer stores the record first and moves `end` after it. A reader loads the slot first and `end` after it:
     * if the slot had been overwritten, the writer had moved `end` by at least `slots - 1` past the position before,
     * and the reader sees that and takes the record for gone.
     */
    private final AtomicReferenceArray<KeptRecord> slots;
    private final int capacity;
    private volatile long end;

    /** A ring for this many records, one or more. */
    public RecordRing(int capacity) {
        this.capacity = capacity;
        this.slots = new AtomicReferenceArray<>(Math.addExact(capacity, 1));
    }

    public void add(KeptRecord kept) {
        long position = end;
        slots.setRelease(slot(position), kept);
        end = position + 1;
    }

    /** The position after the newest record; also how many have arrived so far. */
    public long end() {
        return end;
    }

    /** The position of the oldest record kept; equal to {@link #end()} when there is none. */
    public long start() {
        return Math.max(0, end - capacity);
    }

    /** How many records are kept now. */
    public int size() {
        return (int) Math.min(end, capacity);
    }

    /** The record at a position, or {@code null} when it has not arrived yet or has gone already. */
    public KeptRecord at(long position) {
        if (position < 0 || position >= end) {
            return null;
        }
        KeptRecord kept = slots.getAcquire(slot(position));
        return position >= end - capacity ? kept : null;
    }

    private int slot(long position) {
        return (int) (position % slots.length());
    }
}
