package io.sallyport.policy.engine.list;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the stored form of a {@link NameSet} as it comes, piece by piece, straight into the table that is asked later: what
 * a reload takes beside the old list is the new list and one piece. Fails with {@link IllegalArgumentException} when the
 * bytes are anything else. Not thread-safe; reads one list.
 */
public final class NameSetReader {
    private final HashTable[] tables = NameSet.emptyTables();
    private final List<Section> sections = new ArrayList<>();
    private long word;
    private int bytes;
    private int words;
    private int announced;
    private Order order = Order.EXCEPTIONS;
    private int kind;
    private int labelCounts;
    private int filling;

    private record Section(int kind, HashTable.Filler filler) {}

    /** Takes the next bytes in. */
    public void take(byte[] piece) {
        for (byte next : piece) {
            word = word << Byte.SIZE | next & 0xff;
            if (++bytes == Long.BYTES) {
                bytes = 0;
                take(word);
            }
        }
    }

    private void take(long next) {
        int place = words;
        words = Math.min(words + 1, Integer.MAX_VALUE - 1);
        if (place == 0) {
            requireForm((int) (next >>> Integer.SIZE), (int) next);
        } else if (place == 1) {
            order = Order.of((int) (next >>> Integer.SIZE));
            announced = require((int) next, Entry.COUNT, "sections");
        } else if (place < 2 + 2 * announced) {
            head(place, next);
        } else {
            hash(next);
        }
    }

    private static void requireForm(int magic, int version) {
        if (magic != StoredNames.MAGIC) {
            throw new IllegalArgumentException("found other bytes, allowed: a compiled name list");
        }
        if (version != StoredNames.VERSION) {
            throw new IllegalArgumentException("found list version " + version + ", allowed: " + StoredNames.VERSION);
        }
    }

    private void head(int place, long next) {
        if (place % 2 == 0) {
            int before = kind;
            kind = require((int) (next >>> Integer.SIZE), Entry.COUNT - 1, "kind");
            labelCounts = (int) next;
            if (!sections.isEmpty() && kind <= before) {
                throw new IllegalArgumentException("found kind " + kind + " again, allowed: each kind once, in order");
            }
        } else {
            int count = require(next > Integer.MAX_VALUE ? -1 : (int) next, NameSet.MAX_NAMES, "names");
            sections.add(new Section(kind, new HashTable.Filler(count, labelCounts)));
        }
    }

    private static int require(int found, int most, String what) {
        if (found < 0 || found > most) {
            throw new IllegalArgumentException("found " + found + " as " + what + ", allowed: 0 to " + most);
        }
        return found;
    }

    private void hash(long hash) {
        while (filling < sections.size() && sections.get(filling).filler.isFull()) {
            filling++;
        }
        if (filling == sections.size()) {
            throw new IllegalArgumentException("found more bytes than were announced, allowed: a compiled name list");
        }
        sections.get(filling).filler.add(hash);
    }

    /** The list, when all bytes have been taken. */
    public NameSet done() {
        boolean whole = words >= 2 && sections.size() == announced && bytes == 0;
        if (!whole || !sections.stream().allMatch(section -> section.filler.isFull())) {
            throw new IllegalArgumentException("found fewer bytes than were announced, allowed: a compiled name list");
        }
        sections.forEach(section -> tables[section.kind] = section.filler.done());
        return new NameSet(order, tables);
    }

    /** All of it at once. */
    public static NameSet read(byte[] stored) {
        NameSetReader reader = new NameSetReader();
        reader.take(stored);
        return reader.done();
    }
}
