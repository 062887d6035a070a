package io.sallyport.routing.engine;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An immutable map from text to value that is asked with a span of another string, so that a look-up copies nothing. */
final class SpanTable<V> {
    /*
     * Open addressing with linear probing, at most half full. Keys come from the operator's document and never from a
     * client, so a client can choose which slot it probes but not how long a run of slots is.
     */
    private final @Nullable String[] keys;
    private final @Nullable Object[] values;
    private final int longest;

    private SpanTable(int capacity, int longest) {
        this.keys = new String[capacity];
        this.values = new Object[capacity];
        this.longest = longest;
    }

    static <V> SpanTable<V> of(Map<String, V> entries) {
        int capacity = Integer.highestOneBit(Math.max(1, entries.size())) * 4;
        int longest = entries.keySet().stream().mapToInt(String::length).max().orElse(-1);
        SpanTable<V> table = new SpanTable<>(capacity, longest);
        entries.forEach(table::insert);
        return table;
    }

    private void insert(String key, V value) {
        int slot = slot(key, 0, key.length());
        while (keys[slot] != null) {
            slot = next(slot);
        }
        keys[slot] = key;
        values[slot] = value;
    }

    /** Length of the longest key; -1 when there is none. A longer span need not be asked for. */
    int longest() {
        return longest;
    }

    /** The value of the key that equals {@code text[from, to)}, or {@code null}. */
    @SuppressWarnings("unchecked")
    @Nullable
    V get(String text, int from, int to) {
        int slot = slot(text, from, to);
        String key = keys[slot];
        while (key != null) {
            if (key.length() == to - from && text.startsWith(key, from)) {
                return (V) values[slot];
            }
            slot = next(slot);
            key = keys[slot];
        }
        return null;
    }

    private int slot(String text, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + text.charAt(i);
        }
        return (hash ^ hash >>> 16) & keys.length - 1;
    }

    private int next(int slot) {
        return slot + 1 & keys.length - 1;
    }
}
