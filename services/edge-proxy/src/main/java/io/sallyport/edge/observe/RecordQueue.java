package io.sallyport.edge.observe;

import io.sallyport.contract.log.AccessRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A bounded queue from many event loops to one.
 *
 * <p>Any thread may offer; {@link #first} and {@link #remove} belong to one thread. Nobody ever waits.
 */
public final class RecordQueue {
    /*
     * Two counters that only grow: `tail`, the next position to be claimed, and `head`, the oldest not yet removed. A
     * producer claims a position by moving `tail` on and then fills its slot; the consumer stops at the first slot
     * that is still empty, whether nobody has claimed it or its producer has not got there yet. The consumer empties a
     * slot before it moves `head` past it, and a producer looks at `head` before it claims, so a claimed slot is empty.
     *
     * Records leave by an explicit remove, after they were shipped: what is under way still counts against the bound.
     */
    private final AtomicReferenceArray<AccessRecord> slots;
    private final AtomicLong tail = new AtomicLong();
    private final AtomicLong head = new AtomicLong();
    private final int mask;
    private final int capacity;

    /** @param capacity records at a time, 1 or more */
    public RecordQueue(int capacity) {
        int size = Integer.highestOneBit(Math.max(1, capacity - 1)) << 1;
        this.slots = new AtomicReferenceArray<>(size);
        this.mask = size - 1;
        this.capacity = capacity;
    }

    /** The position taken, counted from 0 over the queue's whole life; -1 when the queue is full. */
    public long offer(AccessRecord access) {
        long position;
        do {
            position = tail.get();
            if (position - head.get() >= capacity) {
                return -1;
            }
        } while (!tail.compareAndSet(position, position + 1));
        slots.setRelease((int) position & mask, access);
        return position;
    }

    /** Up to {@code max} of the oldest records, left in the queue; the first of them is at position {@link #removed}. */
    public List<AccessRecord> first(int max) {
        long position = head.get();
        long end = Math.min(position + max, tail.get());
        List<AccessRecord> records = new ArrayList<>((int) (end - position));
        while (position < end) {
            AccessRecord access = slots.getAcquire((int) position & mask);
            if (access == null) {
                break;
            }
            position++;
            records.add(access);
        }
        return records;
    }

    /** Takes the oldest records out. */
    public void remove(int count) {
        long position = head.get();
        for (int i = 0; i < count; i++) {
            slots.setPlain((int) (position + i) & mask, null);
        }
        head.set(position + count);
    }

    /** Records waiting, those under way included. */
    public int size() {
        long oldest = head.get();
        return (int) Math.max(0, tail.get() - oldest);
    }

    /** Whether the next one would find no room. */
    public boolean isFull() {
        return size() >= capacity;
    }

    /** Records ever accepted. */
    public long accepted() {
        return tail.get();
    }

    /** Records ever removed. */
    public long removed() {
        return head.get();
    }
}
