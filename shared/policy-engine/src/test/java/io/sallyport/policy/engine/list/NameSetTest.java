package io.sallyport.policy.engine.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameSetTest {
    private static final String[] LABELS = {"a", "b", "ab", "ads", "www", "x-1", "example", "co", "uk", "test", "com"};

    private static String randomName(Random random) {
        int labels = 1 + random.nextInt(5);
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < labels; i++) {
            parts.add(LABELS[random.nextInt(LABELS.length)]);
        }
        return String.join(".", parts);
    }

    private static byte[] bytes(NameSet set) {
        try (InputStream stored = set.stored()) {
            return stored.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean oracle(Set<String> names, String host) {
        for (String rest = host; ; rest = rest.substring(rest.indexOf('.') + 1)) {
            if (names.contains(rest)) {
                return true;
            }
            if (rest.indexOf('.') < 0) {
                return false;
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 7, 8, 9, 100, 3000})
    void agreesWithASetOfStrings(int size) {
        Random random = new Random(size);
        Set<String> names = new HashSet<>();
        for (int i = 0; i < size; i++) {
            names.add(randomName(random));
        }
        NameSet set = NameSet.of(names);
        NameSet stored = NameSetReader.read(bytes(set));

        assertThat(set.size()).isEqualTo(names.size());
        for (int i = 0; i < 20_000; i++) {
            String host = randomName(random);
            assertThat(set.covers(host)).as(host).isEqualTo(oracle(names, host));
            assertThat(stored.covers(host)).as(host).isEqualTo(oracle(names, host));
        }
    }

    @Test
    void findsEachOfManyNamesAndNoOther() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 200_000; i++) {
            names.add("n" + Integer.toString(i * 7919, 36) + ".test");
        }
        NameSet set = NameSet.of(names);

        assertThat(names).allMatch(set::covers);
        assertThat(set.covers("test")).isFalse();
        for (int i = 0; i < 200_000; i++) {
            assertThat(set.covers("m" + i + ".test")).isFalse();
        }
        assertThat(bytes(set)).hasSize(set.storedBytes());
    }

    @Test
    void saysWhereTheListedNameBegins() {
        NameSet set = NameSet.of(List.of("ads.test", "deep.ads.test"));

        assertThat(set.covering("ads.test")).isZero();
        assertThat(set.covering("www.deep.ads.test")).isEqualTo("www.deep.".length());
        assertThat(set.covering("badads.test")).isEqualTo(-1);
        assertThat(set.covering("test")).isEqualTo(-1);
        assertThat(set.covering("")).isEqualTo(-1);
    }

    @Test
    void countsANameOnce() {
        assertThat(NameSet.of(List.of("a.test", "b.test", "a.test")).size()).isEqualTo(2);
    }

    @Test
    void givesTheSameBytesWhateverTheOrder() {
        assertThat(bytes(NameSet.of(List.of("a.test", "b.test"))))
                .isEqualTo(bytes(NameSet.of(List.of("b.test", "a.test"))));
    }

    @Test
    void keepsTheStoredForm() {
        byte[] stored = bytes(NameSet.of(List.of("example.test")));

        // Other releases read these bytes from a shared store: a change of hash or layout needs another version.
        assertThat(stored)
                .asHexString()
                .isEqualTo("53504E5300000002" + "0000000000000001" + "0000000000000002" + "0000000000000001"
                        + "FED42F423303E048");
    }

    @Test
    void refusesBytesThatAreNoList() {
        byte[] good = bytes(NameSet.of(List.of("a.test", "b.test")));
        byte[] magic = changed(good, 0, 1);
        byte[] version = changed(good, 7, 1);
        byte[] order = changed(good, 11, 9);
        byte[] sections = changed(good, 15, 2);
        byte[] kind = changed(good, 19, 99);
        byte[] count = ByteBuffer.wrap(good.clone()).putLong(24, Long.MAX_VALUE).array();
        byte[] unsorted =
                ByteBuffer.wrap(good.clone()).putLong(32, Long.MAX_VALUE).array();
        byte[] cut = Arrays.copyOf(good, good.length - 1);
        byte[] longer = Arrays.copyOf(good, good.length + 8);

        for (byte[] bad : List.of(
                new byte[0], new byte[11], magic, version, order, sections, kind, count, unsorted, cut, longer)) {
            assertThatThrownBy(() -> NameSetReader.read(bad))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("allowed: ");
        }
    }

    private static byte[] changed(byte[] bytes, int at, int by) {
        byte[] changed = bytes.clone();
        changed[at] += (byte) by;
        return changed;
    }

    @Test
    void readsItsStoredFormHoweverItIsCut() {
        NameSet set = mixed(Order.CLOSEST);
        byte[] bytes = bytes(set);
        Random random = new Random(5);
        for (int round = 0; round < 100; round++) {
            NameSetReader reader = new NameSetReader();
            for (int from = 0; from < bytes.length; ) {
                int to = Math.min(bytes.length, from + 1 + random.nextInt(20));
                reader.take(Arrays.copyOfRange(bytes, from, to));
                from = to;
            }
            assertThat(reader.done()).isEqualTo(set);
        }
    }

    private static NameSet mixed(Order order) {
        NameSetBuilder builder = new NameSetBuilder(order);
        builder.take(Entry.LISTED, "ads.test");
        builder.take(Entry.LISTED_SELF, "self.test");
        builder.take(Entry.LISTED_BELOW, "below.test");
        builder.take(Entry.EXCEPTED, "good.ads.test");
        builder.take(Entry.LISTED, "bad.good.ads.test");
        builder.take(Entry.EXCEPTED_SELF, "x.below.test");
        builder.take(Entry.EXCEPTED_BELOW, "y.below.test");
        builder.take(Entry.IMPORTANT, "always.good.ads.test");
        return builder.build();
    }

    @ParameterizedTest
    @CsvSource({
        "ads.test,                  0,  0",
        "www.ads.test,              4,  4",
        "good.ads.test,            -1, -1",
        "www.good.ads.test,        -1, -1",
        "bad.good.ads.test,        -1,  0",
        "a.bad.good.ads.test,      -1,  2",
        "always.good.ads.test,      0,  0",
        "a.always.good.ads.test,    2,  2",
        "self.test,                 0,  0",
        "www.self.test,            -1, -1",
        "below.test,               -1, -1",
        "www.below.test,            4,  4",
        "x.below.test,             -1, -1",
        "a.x.below.test,            4,  4",
        "y.below.test,              2,  2",
        "a.y.below.test,           -1, -1",
        "other.test,               -1, -1",
    })
    void takesExceptionsOut(String host, int byExceptions, int byClosest) {
        assertThat(mixed(Order.EXCEPTIONS).covering(host)).isEqualTo(byExceptions);
        assertThat(mixed(Order.CLOSEST).covering(host)).isEqualTo(byClosest);
    }

    @Test
    void keepsANameOfBothNarrowKindsOnce() {
        NameSetBuilder builder = new NameSetBuilder(Order.CLOSEST);
        Random random = new Random(1);
        Set<String> selves = new HashSet<>();
        Set<String> belows = new HashSet<>();
        for (int i = 0; i < 500; i++) {
            String name = randomName(random);
            boolean self = random.nextBoolean();
            (self ? selves : belows).add(name);
            builder.take(self ? Entry.LISTED_SELF : Entry.LISTED_BELOW, name);
        }
        NameSet set = builder.build();
        Set<String> all = new HashSet<>(selves);
        all.addAll(belows);

        assertThat(set.size()).isEqualTo(all.size());
        for (int i = 0; i < 20_000; i++) {
            String host = randomName(random);
            int dot = host.indexOf('.');
            boolean below = dot > 0 && oracle(belows, host.substring(dot + 1));
            assertThat(set.covers(host)).as(host).isEqualTo(selves.contains(host) || below);
        }
    }

    /** The figures that the documentation tells; a list of 5 million names has twenty times as many and the same width. */
    @Test
    void takesLessThanSevenBytesForEachOfManyNames() {
        NameSetBuilder builder = new NameSetBuilder(Order.EXCEPTIONS);
        for (int i = 0; i < 300_000; i++) {
            builder.take(Entry.LISTED, "n" + i + ".test");
        }
        assertThat(builder.build().heapBytes()).isLessThan(300_000 * 8L);
    }

    @Test
    void standsForAllOrNothingWhereAListIsMissing() {
        assertThat(NameSet.MISSING.covers("a.test")).isFalse();
        assertThat(NameSet.EVERYTHING.covering("a.test")).isZero();
    }
}
