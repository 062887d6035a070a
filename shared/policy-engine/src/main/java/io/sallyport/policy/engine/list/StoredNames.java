package io.sallyport.policy.engine.list;

import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The stored form of a {@link NameSet}, as words of eight bytes, big-endian: magic and version; order and number of
 * sections; for each section its kind and label counts, then its size; then the hashes of each section in ascending order.
 * Made word by word, so that nobody holds it whole.
 */
final class StoredNames extends InputStream {
    static final int MAGIC = 0x53504e53; // "SPNS"
    static final int VERSION = 2;
    private static final int HEAD_WORDS = 2;
    private static final int SECTION_WORDS = 2;

    private final Deque<Long> head = new ArrayDeque<>();
    private final Deque<HashTable.Walk> walks = new ArrayDeque<>();
    private final byte[] word = new byte[Long.BYTES];
    private int used = Long.BYTES;

    StoredNames(NameSet names) {
        head.add(pair(MAGIC, VERSION));
        head.add(pair(names.order().ordinal(), sections(names)));
        for (int i = 0; i < Entry.COUNT; i++) {
            HashTable table = names.table(Entry.of(i));
            if (table.size() > 0) {
                head.add(pair(i, table.labelCounts()));
                head.add((long) table.size());
                walks.add(table.walk());
            }
        }
    }

    static int bytes(NameSet names) {
        long words = HEAD_WORDS + (long) SECTION_WORDS * sections(names);
        for (int i = 0; i < Entry.COUNT; i++) {
            words += names.table(Entry.of(i)).size();
        }
        return Math.toIntExact(words * Long.BYTES);
    }

    private static int sections(NameSet names) {
        int sections = 0;
        for (int i = 0; i < Entry.COUNT; i++) {
            sections += names.table(Entry.of(i)).size() > 0 ? 1 : 0;
        }
        return sections;
    }

    static long pair(int high, int low) {
        return (long) high << Integer.SIZE | low & 0xffffffffL;
    }

    @Override
    public int read() {
        if (used == Long.BYTES && !advance()) {
            return -1;
        }
        return word[used++] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) {
        int done = 0;
        while (done < length && (used < Long.BYTES || advance())) {
            int part = Math.min(length - done, Long.BYTES - used);
            System.arraycopy(word, used, into, from + done, part);
            used += part;
            done += part;
        }
        return done == 0 && length > 0 ? -1 : done;
    }

    private boolean advance() {
        while (head.isEmpty() && !walks.isEmpty() && !walks.peek().hasNext()) {
            walks.remove();
        }
        if (head.isEmpty() && walks.isEmpty()) {
            return false;
        }
        long next = head.isEmpty() ? walks.element().next() : head.remove();
        for (int i = 0; i < Long.BYTES; i++) {
            word[i] = (byte) (next >>> Byte.SIZE * (Long.BYTES - 1 - i));
        }
        used = 0;
        return true;
    }
}
