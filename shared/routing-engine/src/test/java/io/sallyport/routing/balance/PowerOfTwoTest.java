package io.sallyport.routing.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.sallyport.contract.route.ClusterDocument.Balance;
import io.sallyport.routing.circuit.Verdict;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Shares are bounded by four standard deviations of the binomial distribution: once in 16000 seeds; the seed is fixed. */
class PowerOfTwoTest {
    private static final Duration MILLI = Duration.ofMillis(1);

    @Test
    void sharesByWeightWhereCostsAreEqual() {
        Bench bench = answering(Bench.of(Balance.POWER_OF_TWO, 1, 2, 5), MILLI, MILLI, MILLI);

        Map<Integer, Integer> shares = bench.shares(80_000);

        assertThat(shares.get(0)).isCloseTo(10_000, within(bound(80_000, 1 / 8.0)));
        assertThat(shares.get(1)).isCloseTo(20_000, within(bound(80_000, 2 / 8.0)));
        assertThat(shares.get(2)).isCloseTo(50_000, within(bound(80_000, 5 / 8.0)));
    }

    @Test
    void givesNothingToTheSlowestAndTheRestToTheFaster() {
        Bench bench = answering(
                Bench.of(Balance.POWER_OF_TWO, 1, 1, 1), MILLI, MILLI.multipliedBy(2), MILLI.multipliedBy(30));

        Map<Integer, Integer> shares = bench.shares(30_000);

        // Of the three pairs the fastest wins two and the second one.
        assertThat(shares).doesNotContainKey(2);
        assertThat(shares.get(0)).isCloseTo(20_000, within(bound(30_000, 2 / 3.0)));
    }

    @Test
    void countsWhatIsUnderWay() {
        Bench bench = answering(Bench.of(Balance.POWER_OF_TWO, 1, 1), MILLI, MILLI.multipliedBy(2));
        for (int i = 0; i < 3; i++) {
            bench.load(0).began();
        }

        assertThat(bench.shares(1000)).isEqualTo(Map.of(1, 1000));
    }

    @Test
    void asksTheSlowOneAgainWhenItsAverageHasFaded() {
        Bench bench = answering(Bench.of(Balance.POWER_OF_TWO, 1, 1), MILLI, MILLI.multipliedBy(30));
        assertThat(bench.shares(1000)).doesNotContainKey(1);

        for (int second = 0; second < 60 && !bench.shares(1).containsKey(1); second++) {
            bench.later(Duration.ofSeconds(1));
            bench.load(0).answered(MILLI.toNanos(), bench.nowNanos);
        }

        // A thirtieth is left after ln 30 times ten seconds.
        assertThat(bench.load(1).latencyNanos(bench.nowNanos)).isLessThan(1.1e6);
    }

    @Test
    void aFailureIsNoFastAnswer() {
        Bench bench = answering(Bench.of(Balance.POWER_OF_TWO, 1, 1), MILLI.multipliedBy(5), MILLI.dividedBy(10));
        assertThat(bench.shares(100)).isEqualTo(Map.of(1, 100));

        bench.load(1).judged(Verdict.BAD, null, 2, bench.nowNanos);

        assertThat(bench.shares(100)).isEqualTo(Map.of(0, 100));
    }

    @Test
    void believesBadNewsAtOnceAndGoodNewsSlowly() {
        PeakLatency latency = new PeakLatency();
        latency.sample(1_000, 0);
        latency.sample(9_000, 0);
        assertThat(latency.at(0)).isEqualTo(9_000);

        latency.sample(1_000, Duration.ofSeconds(10).toNanos());

        assertThat(latency.at(Duration.ofSeconds(10).toNanos()))
                .isCloseTo(9_000 / Math.E + 1_000 * (1 - 1 / Math.E), within(1e-6));
    }

    private static Bench answering(Bench bench, Duration... times) {
        bench.pick();
        for (int i = 0; i < times.length; i++) {
            bench.load(i).answered(times[i].toNanos(), bench.nowNanos);
        }
        return bench;
    }

    private static int bound(int picks, double share) {
        return (int) (4 * Math.sqrt(picks * share * (1 - share)));
    }
}
