package io.sallyport.policy.engine.list;

import java.io.InputStream;
import java.util.Arrays;

/**
 * A compiled list of names: immutable, 6 to 8 bytes a name and half a byte of index, no string kept.
 *
 * <p>One {@link HashTable} for each kind of {@link Entry}. Lists of hosts and of domains have only the first, and a check
 * of such a list looks at nothing else.
 */
public final class NameSet {
    /** Most entries of one kind in one list. */
    public static final int MAX_NAMES = 20_000_000;

    public static final NameSet EMPTY = new NameSet(Order.EXCEPTIONS, emptyTables());

    /** Stands for a list of which nothing is known yet; covers nothing. */
    public static final NameSet MISSING = new NameSet(Order.EXCEPTIONS, emptyTables());

    /** Covers every host. */
    public static final NameSet EVERYTHING = new NameSet(Order.CLOSEST, emptyTables());

    private final HashTable listed;
    private final HashTable[] tables;
    private final Order order;
    /** Whether anything but {@link Entry#LISTED} occurs. */
    private final boolean mixed;

    NameSet(Order order, HashTable[] tables) {
        this.order = order;
        this.tables = tables;
        this.listed = tables[Entry.LISTED.ordinal()];
        this.mixed = Arrays.stream(tables).skip(1).anyMatch(table -> table.size() > 0);
    }

    static HashTable[] emptyTables() {
        HashTable[] tables = new HashTable[Entry.COUNT];
        Arrays.fill(tables, HashTable.EMPTY);
        return tables;
    }

    /** Of normalised names, which cover those below them: lower case, ASCII, no trailing dot. */
    public static NameSet of(Iterable<String> names) {
        NameSetBuilder builder = new NameSetBuilder(Order.EXCEPTIONS);
        names.forEach(name -> builder.take(Entry.LISTED, name));
        return builder.build();
    }

    /** Whether the host is listed. The host is as in {@link io.sallyport.http.Authority}. */
    public boolean covers(String host) {
        return covering(host) >= 0;
    }

    /**
     * Where the listed name that covers the host begins in it: 0 when the host itself is listed, more when a parent
     * domain is, -1 when none is or an exception takes the host out again. Of several it is the shortest, and the
     * longest where that decides.
     */
    public int covering(String host) {
        if (mixed) {
            return order == Order.CLOSEST ? closest(host) : unlessExcepted(host);
        }
        if (this == EVERYTHING) {
            return 0;
        }
        long hash = NameHash.START;
        int labels = 1;
        for (int i = host.length() - 1; i >= 0; i--) {
            char c = host.charAt(i);
            if (c == '.' && listed.contains(hash, labels++)) {
                return i + 1;
            }
            hash = NameHash.step(hash, c);
        }
        return listed.contains(hash, labels) ? 0 : -1;
    }

    private int unlessExcepted(String host) {
        int found = -1;
        boolean excepted = false;
        long hash = NameHash.START;
        int labels = 1;
        for (int i = host.length() - 1; i >= -1; i--) {
            if (i < 0 || host.charAt(i) == '.') {
                if (has(Entry.IMPORTANT, hash, labels)) {
                    return i + 1;
                }
                excepted |= hasException(hash, labels, i < 0);
                found = found < 0 && hasListed(hash, labels, i < 0) ? i + 1 : found;
                labels++;
            }
            hash = i < 0 ? hash : NameHash.step(hash, host.charAt(i));
        }
        return excepted ? -1 : found;
    }

    private int closest(String host) {
        int found = -1;
        long hash = NameHash.START;
        int labels = 1;
        for (int i = host.length() - 1; i >= -1; i--) {
            if (i < 0 || host.charAt(i) == '.') {
                if (hasException(hash, labels, i < 0)) {
                    found = -1;
                } else if (hasListed(hash, labels, i < 0)) {
                    found = i + 1;
                }
                labels++;
            }
            hash = i < 0 ? hash : NameHash.step(hash, host.charAt(i));
        }
        return found;
    }

    private boolean hasListed(long hash, int labels, boolean self) {
        return has(Entry.LISTED, hash, labels)
                || has(self ? Entry.LISTED_SELF : Entry.LISTED_BELOW, hash, labels)
                || has(Entry.IMPORTANT, hash, labels);
    }

    private boolean hasException(long hash, int labels, boolean self) {
        return has(Entry.EXCEPTED, hash, labels)
                || has(self ? Entry.EXCEPTED_SELF : Entry.EXCEPTED_BELOW, hash, labels);
    }

    private boolean has(Entry kind, long hash, int labels) {
        return tables[kind.ordinal()].contains(hash, labels);
    }

    /** Distinct names that are listed, exceptions not counted. */
    public int size() {
        return count(false);
    }

    /** Distinct names that are taken out again. */
    public int exceptions() {
        return count(true);
    }

    private int count(boolean exceptions) {
        int count = 0;
        for (int i = 0; i < tables.length; i++) {
            count += Entry.of(i).isException() == exceptions ? tables[i].size() : 0;
        }
        return count;
    }

    Order order() {
        return order;
    }

    HashTable table(Entry kind) {
        return tables[kind.ordinal()];
    }

    /** What it takes of the heap of each process that asks it. */
    public long heapBytes() {
        return Arrays.stream(tables).mapToLong(HashTable::heapBytes).sum();
    }

    /** Bytes of the stored form. */
    public int storedBytes() {
        return StoredNames.bytes(this);
    }

    /** The stored form, made as it is read. It is read again by a {@link NameSetReader}. */
    public InputStream stored() {
        return new StoredNames(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NameSet set && order == set.order && Arrays.equals(tables, set.tables);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(tables);
    }

    @Override
    public String toString() {
        return "NameSet[" + size() + " names]";
    }
}
