package io.sallyport.routing.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sallyport.contract.route.ClusterDocument.Balance;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LevelsTest {
    private static final int PICKS = 40_000;

    /** Four endpoints at the first level, two at the second; so many of each are down. */
    @ParameterizedTest(name = "{0} of 4 and {1} of 2 down: {2} at the first level")
    @CsvSource({
        "0, 0, 1.0",
        "1, 0, 1.0",
        "2, 0, 0.7",
        "3, 0, 0.35",
        "4, 0, 0.0",
        "0, 2, 1.0",
        "2, 1, 0.7",
        "3, 1, 0.35",
        "3, 2, 1.0",
    })
    void theSecondLevelCarriesWhatTheFirstCannot(int firstDown, int secondDown, double atFirst) {
        Bench bench = levels();
        Integer[] down = new Integer[firstDown + secondDown];
        for (int i = 0; i < down.length; i++) {
            down[i] = i < firstDown ? i : 4 + i - firstDown;
        }

        Map<Integer, Integer> shares = bench.down(down).shares(PICKS);

        int first = 0;
        for (int i = 0; i < 4; i++) {
            first += shares.getOrDefault(i, 0);
        }
        double deviation = 4 * Math.sqrt(PICKS * atFirst * (1 - atFirst));
        assertThat((double) first).isCloseTo(PICKS * atFirst, within(deviation + 1e-2));
        assertThat(shares).doesNotContainKeys(down);
    }

    @Test
    void aFurtherTryMayGoToAnotherLevel() {
        Bench bench =
                Bench.of(Balance.ROUND_ROBIN).endpoint(1, 0).endpoint(1, 3).apply();

        assertThat(bench.shares(100)).containsOnlyKeys(0);
        assertThat(Bench.index(
                        bench.chosen(BalancerTest.without(java.util.Set.of(0))).endpoint()))
                .isEqualTo(1);
    }

    @Test
    void inAPanicHealthIsDisregarded() {
        Bench bench = Bench.of(Balance.ROUND_ROBIN);
        for (int i = 0; i < 5; i++) {
            bench.endpoint(1, 0);
        }
        bench.panic(0.5).apply();

        assertThat(bench.down(0, 1).shares(300)).as("3 of 5 is enough").containsOnlyKeys(2, 3, 4);
        assertThat(bench.down(0, 1, 2).shares(500)).as("2 of 5 is not").hasSize(5);
        assertThat(bench.down(0, 1, 2, 3, 4).shares(500)).hasSize(5);
    }

    @Test
    void noPanicWhileTheNextLevelCarriesItAll() {
        Bench bench = levels().panic(0.9).apply();

        assertThat(new TreeMap<>(bench.down(0, 1, 2, 3).shares(100))).containsOnlyKeys(4, 5);
    }

    private static Bench levels() {
        Bench bench = Bench.of(Balance.ROUND_ROBIN);
        for (int i = 0; i < 4; i++) {
            bench.endpoint(1, 0);
        }
        return bench.endpoint(1, 1).endpoint(1, 1).apply();
    }
}
