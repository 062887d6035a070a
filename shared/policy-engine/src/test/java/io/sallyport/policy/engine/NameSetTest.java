package io.sallyport.policy.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
        NameSet stored = NameSet.from(set.toBytes());

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
        assertThat(set.toBytes().length).isLessThanOrEqualTo(16 * names.size());
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
        assertThat(NameSet.of(List.of("a.test", "b.test")).toBytes())
                .isEqualTo(NameSet.of(List.of("b.test", "a.test")).toBytes());
    }

    @Test
    void keepsTheStoredForm() {
        byte[] stored = NameSet.of(List.of("example.test")).toBytes();

        // Other releases read these bytes from a shared store: a change of hash or layout needs another version.
        assertThat(stored).asHexString().isEqualTo("53504E5300000001" + "00000002" + "00000001" + "FED42F423303E048");
    }

    @Test
    void refusesBytesThatAreNoList() {
        byte[] good = NameSet.of(List.of("a.test", "b.test")).toBytes();
        byte[] magic = good.clone();
        magic[0]++;
        byte[] version = good.clone();
        version[7]++;
        byte[] unsorted =
                ByteBuffer.allocate(32).put(good, 0, 16).putLong(9).putLong(9).array();
        byte[] count =
                ByteBuffer.wrap(good.clone()).putInt(12, Integer.MAX_VALUE).array();
        byte[] cut = Arrays.copyOf(good, good.length - 1);

        for (byte[] bad : List.of(new byte[0], new byte[11], magic, version, unsorted, count, cut)) {
            assertThatThrownBy(() -> NameSet.from(bad))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("allowed: ");
        }
    }
}
