package io.sallyport.edge.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RendezvousTest {
    private static final int KEYS = 100_000;

    private static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "cache-service-" + i).toList();
    }

    private static Instances of(List<String> names) {
        Instances instances = new Instances();
        instances.follow(names);
        return instances;
    }

    private static String[] owners(Instances instances) {
        String[] owners = new String[KEYS];
        for (int i = 0; i < KEYS; i++) {
            long key = Rendezvous.hash(("http://shop.test:80/items/" + i).getBytes(StandardCharsets.UTF_8));
            owners[i] = instances.pick(key, null, 0).name();
        }
        return owners;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 8})
    void givesEachInstanceItsShareWithinAFewPercent(int count) {
        Map<String, Integer> shares = new HashMap<>();
        for (String owner : owners(of(names(count)))) {
            shares.merge(owner, 1, Integer::sum);
        }

        int fair = KEYS / count;
        assertThat(shares).hasSize(count);
        assertThat(shares.values()).allSatisfy(share -> assertThat(share).isBetween(fair * 96 / 100, fair * 104 / 100));
    }

    @Test
    void movesOnlyTheKeysThatANewcomerGets() {
        String[] before = owners(of(names(3)));
        String[] after = owners(of(names(4)));

        int moved = 0;
        for (int i = 0; i < KEYS; i++) {
            if (!before[i].equals(after[i])) {
                assertThat(after[i]).isEqualTo("cache-service-3");
                moved++;
            }
        }
        assertThat(moved).isBetween(KEYS / 4 * 96 / 100, KEYS / 4 * 104 / 100);
    }

    @Test
    void movesOnlyTheKeysOfOneThatGoes() {
        Instances instances = of(names(4));
        String[] before = owners(instances);
        List<String> left = new ArrayList<>(names(4));
        left.remove(1);

        List<Instance> gone = instances.follow(left);

        String[] after = owners(instances);
        assertThat(gone).extracting(Instance::name).containsExactly("cache-service-1");
        for (int i = 0; i < KEYS; i++) {
            if (before[i].equals("cache-service-1")) {
                assertThat(after[i]).isNotEqualTo("cache-service-1");
            } else {
                assertThat(after[i]).isEqualTo(before[i]);
            }
        }
    }

    @Test
    void choosesAlikeInWhateverOrderInstancesCame() {
        assertThat(owners(of(List.of("a", "b", "c")))).isEqualTo(owners(of(List.of("c", "a", "b"))));
    }

    @Test
    void keepsWhatItKnowsOfThoseThatStay() {
        Instances instances = of(List.of("a", "b"));
        Instance a = instances.all().get(0);

        instances.follow(List.of("a", "c"));

        assertThat(instances.all().get(0)).isSameAs(a);
    }

    @Test
    void passesOverOneThatFails() {
        Instances instances = of(List.of("a", "b"));
        Instance first = instances.pick(42, null, 0);
        for (int i = 0; i < Breaker.FAILURES; i++) {
            first.breaker().failed(false, 0);
        }

        assertThat(instances.pick(42, null, 0)).isNotNull().isNotSameAs(first);
        assertThat(instances.pick(42, first, Breaker.PAUSE_MIN)).isNotSameAs(first);
        assertThat(instances.pick(42, null, Breaker.PAUSE_MIN)).isSameAs(first);
    }

    @Test
    void hasNobodyWhenThereIsNobody() {
        Instances instances = of(List.of());

        assertThat(instances.pick(42, null, 0)).isNull();
        assertThat(instances.anyAdmits(0)).isFalse();
    }
}
