package io.sallyport.routing.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sallyport.contract.route.ClusterDocument.Balance;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlowStartTest {
    private static final Duration RAMP = Duration.ofSeconds(100);

    @ParameterizedTest(name = "after {0} s its weight is {1}")
    @CsvSource({"0, 0.1", "5, 0.1", "25, 0.25", "50, 0.5", "99, 0.99", "100, 1", "1000, 1"})
    void growsFromATenthToItsFullPart(int seconds, double weight) {
        Bench bench = started(Balance.ROUND_ROBIN);
        bench.down(2).shares(10);
        bench.down();
        bench.later(Duration.ofSeconds(seconds));

        Map<Integer, Integer> shares = bench.shares(10_000);

        assertThat((double) shares.get(2)).isCloseTo(10_000 * weight / (2 + weight), within(2.0));
    }

    @Test
    void beginsAtTheSwapThoughNoTrafficSawTheOutage() {
        Bench bench = started(Balance.ROUND_ROBIN);
        bench.down(2).down();

        assertThat(bench.shares(2100).get(2)).isCloseTo(100, within(2));
    }

    @Test
    void countsForAnEndpointThatAReloadAddsButForNoneOfTheFirstTable() {
        Bench bench = started(Balance.ROUND_ROBIN);
        assertThat(bench.shares(3000)).isEqualTo(Map.of(0, 1000, 1, 1000, 2, 1000));

        bench.endpoint(1, 0).apply();

        assertThat(bench.shares(3100).get(3)).isCloseTo(100, within(2));
    }

    /** A fifth of a weight beside two whole ones makes an eleventh. */
    @Test
    void worksForTheOtherStrategies() {
        for (Balance balance : new Balance[] {Balance.LEAST_REQUEST, Balance.POWER_OF_TWO}) {
            Bench bench = started(balance);
            bench.down(2).down();
            bench.later(Duration.ofSeconds(20));
            int begun = 0;
            for (int i = 0; i < 2200; i++) {
                Pick.Chosen chosen = bench.chosen(Asking.ANYTHING);
                if (balance == Balance.LEAST_REQUEST) {
                    chosen.load().began();
                }
                begun += Bench.index(chosen.endpoint()) == 2 ? 1 : 0;
            }
            assertThat(begun).as("%s", balance).isCloseTo(200, within(55));
        }
    }

    private static Bench started(Balance balance) {
        return Bench.of(balance)
                .endpoint(1, 0)
                .endpoint(1, 0)
                .endpoint(1, 0)
                .slowStart(RAMP)
                .apply();
    }
}
