package io.sallyport.logs.intake;

import java.util.Map;
import java.util.TreeMap;

/** A set of numbers that mostly follow each other, as ranges. Beyond its bound it forgets the lowest. Not thread-safe. */
final class Ranges {
    private final int max;
    private final TreeMap<Long, Long> lastByFirst = new TreeMap<>();

    /** @param max ranges that are remembered */
    Ranges(int max) {
        this.max = max;
    }

    boolean contains(long number) {
        Map.Entry<Long, Long> range = lastByFirst.floorEntry(number);
        return range != null && range.getValue() >= number;
    }

    /** Adds the numbers from the first to the last, both included. */
    void add(long first, long last) {
        long from = first;
        long to = last;
        Map.Entry<Long, Long> before = lastByFirst.floorEntry(first);
        if (before != null && before.getValue() >= first - 1) {
            from = before.getKey();
            to = Math.max(to, before.getValue());
        }
        for (Map.Entry<Long, Long> next = lastByFirst.ceilingEntry(from);
                next != null && next.getKey() <= to + 1;
                next = lastByFirst.ceilingEntry(from)) {
            to = Math.max(to, next.getValue());
            lastByFirst.remove(next.getKey());
        }
        lastByFirst.put(from, to);
        if (lastByFirst.size() > max) {
            lastByFirst.pollFirstEntry();
        }
    }

    void remove(long first, long last) {
        Map.Entry<Long, Long> before = lastByFirst.lowerEntry(first);
        if (before != null && before.getValue() >= first) {
            lastByFirst.put(before.getKey(), first - 1);
            if (before.getValue() > last) {
                lastByFirst.put(last + 1, before.getValue());
            }
        }
        for (Map.Entry<Long, Long> next = lastByFirst.ceilingEntry(first);
                next != null && next.getKey() <= last;
                next = lastByFirst.ceilingEntry(first)) {
            lastByFirst.remove(next.getKey());
            if (next.getValue() > last) {
                lastByFirst.put(last + 1, next.getValue());
            }
        }
    }

    int size() {
        return lastByFirst.size();
    }
}
