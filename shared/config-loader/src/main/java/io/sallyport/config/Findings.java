package io.sallyport.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong while a text is read, so that an operator sees everything at once. */
final class Findings {
    /** Nobody reads more, and a hostile text must not fill the memory with complaints. */
    private static final int MAX = 100;

    private final List<Finding> list = new ArrayList<>();
    private int left;

    void add(Position position, String path, String found, String allowed) {
        if (list.size() < MAX) {
            list.add(Finding.at(position, path, found, allowed));
        } else {
            left++;
        }
    }

    boolean isEmpty() {
        return list.isEmpty();
    }

    /** Throws if anything was found. */
    void raise(String file) {
        if (list.isEmpty()) {
            return;
        }
        list.sort(Comparator.comparingInt(Finding::line).thenComparingInt(Finding::column));
        if (left > 0) {
            list.add(Finding.of(file, left + " more findings", "none"));
        }
        throw new ConfigException(list);
    }
}
