package io.sallyport.policy.engine.list;

import java.util.Arrays;

/** Collects the hashes of names. Not thread-safe; one builder makes one set. */
final class NameSetBuilder implements NameSink {
    private final Order order;
    private final Collected[] kinds = new Collected[Entry.COUNT];

    NameSetBuilder(Order order) {
        this.order = order;
        Arrays.setAll(kinds, kind -> new Collected());
    }

    /** Repeated names count. */
    @Override
    public boolean take(Entry entry, String name) {
        return kinds[entry.ordinal()].add(NameHash.of(name), HashTable.labelBit(labels(name)));
    }

    private static int labels(String name) {
        int labels = 1;
        for (int i = 0; i < name.length(); i++) {
            labels += name.charAt(i) == '.' ? 1 : 0;
        }
        return labels;
    }

    NameSet build() {
        join(Entry.LISTED, Entry.LISTED_SELF, Entry.LISTED_BELOW);
        join(Entry.EXCEPTED, Entry.EXCEPTED_SELF, Entry.EXCEPTED_BELOW);
        HashTable[] tables = new HashTable[Entry.COUNT];
        for (int i = 0; i < tables.length; i++) {
            tables[i] = kinds[i].table();
            kinds[i] = new Collected();
        }
        return new NameSet(order, tables);
    }

    /** A name that stands in both of the narrower kinds is of the wide one: zones hold most of theirs twice. */
    private void join(Entry both, Entry self, Entry below) {
        Collected ones = kinds[self.ordinal()];
        Collected others = kinds[below.ordinal()];
        ones.sort();
        others.sort();
        int kept = 0;
        int keptBelow = 0;
        int j = 0;
        for (int i = 0; i < ones.count; i++) {
            long hash = ones.hashes[i];
            while (j < others.count && others.hashes[j] < hash) {
                others.hashes[keptBelow++] = others.hashes[j++];
            }
            boolean joined = j < others.count && others.hashes[j] == hash && kinds[both.ordinal()].add(hash, 0);
            if (joined) {
                j++;
                kinds[both.ordinal()].labelCounts |= ones.labelCounts & others.labelCounts;
            } else {
                ones.hashes[kept++] = hash;
            }
        }
        while (j < others.count) {
            others.hashes[keptBelow++] = others.hashes[j++];
        }
        ones.keep(kept);
        others.keep(keptBelow);
    }

    /** Hashes of one kind. */
    private static final class Collected {
        private long[] hashes = new long[16];
        private int count;
        private int labelCounts;

        boolean add(long hash, int labelBit) {
            if (count == NameSet.MAX_NAMES) {
                return false;
            }
            if (count == hashes.length) {
                hashes = Arrays.copyOf(hashes, Math.min(NameSet.MAX_NAMES, count + (count >> 1)));
            }
            hashes[count++] = hash;
            labelCounts |= labelBit;
            return true;
        }

        void keep(int first) {
            count = first;
            labelCounts = first == 0 ? 0 : labelCounts;
        }

        /** Ascending, each once. */
        void sort() {
            Arrays.sort(hashes, 0, count);
            int distinct = 0;
            for (int i = 0; i < count; i++) {
                if (i == 0 || hashes[i] != hashes[i - 1]) {
                    hashes[distinct++] = hashes[i];
                }
            }
            count = distinct;
        }

        HashTable table() {
            sort();
            HashTable.Filler filler = new HashTable.Filler(count, labelCounts);
            for (int i = 0; i < count; i++) {
                filler.add(hashes[i]);
            }
            return filler.done();
        }
    }
}
