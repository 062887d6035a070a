package io.sallyport.routing.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StickyKeyTest {
    private static final int KEYS = 10_000;

    @Test
    void unmixesWhatItMixes() {
        Random random = new Random(7);
        for (int i = 0; i < 100_000; i++) {
            long value = random.nextLong();
            assertThat(StickyKey.unmix(StickyKey.mix(value))).isEqualTo(value);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 25, 50, 75, 99, 100})
    void meetsTheWeightWithKeysOfItsOwnToWithinAFew(int weight) {
        for (int seed = 0; seed < 20; seed++) {
            KeySource keys = new KeySource(new Random(seed).nextLong());
            long salt = StickyKey.hash("route-" + seed);
            int canary = 0;
            for (int i = 0; i < KEYS; i++) {
                long number = keys.next();
                int slot = StickyKey.slot(number, salt);
                assertThat(StickyKey.slot(StickyKey.text(number), salt)).isEqualTo(slot);
                canary += slot < weight * 100 ? 1 : 0;
            }
            assertThat(canary).isBetween(KEYS * weight / 100 - 4, KEYS * weight / 100 + 4);
        }
    }

    /** Four standard deviations of a binomial; 8 weights by 20 routes, so about one run in a hundred of such tests would fail by chance. */
    @ParameterizedTest
    @ValueSource(ints = {1, 5, 10, 25, 50, 75, 90, 99})
    void meetsTheWeightWithForeignKeysAsChanceWould(int weight) {
        double share = weight / 100.0;
        double bound = 4 * Math.sqrt(KEYS * share * (1 - share));
        for (int route = 0; route < 20; route++) {
            long salt = StickyKey.hash("route-" + route + "/1.6");
            int canary = 0;
            for (int i = 0; i < KEYS; i++) {
                canary += StickyKey.slot("user-" + i, salt) < weight * 100 ? 1 : 0;
            }
            assertThat((double) canary).isBetween(KEYS * share - bound, KEYS * share + bound);
        }
    }

    @Test
    void spreadsTheSameClientsAnewForAnotherRoute() {
        int both = 0;
        for (int i = 0; i < KEYS; i++) {
            boolean first = StickyKey.slot("user-" + i, StickyKey.hash("a/1.6")) < 1000;
            boolean second = StickyKey.slot("user-" + i, StickyKey.hash("a/1.7")) < 1000;
            both += first && second ? 1 : 0;
        }
        assertThat(both).isLessThan(700);
    }
}
