package io.sallyport.routing.canary.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class RankTestTest {
    private static final int RANGES = 64;

    private static long[] normal(Random random, int count, double mean) {
        long[] counts = new long[RANGES];
        for (int i = 0; i < count; i++) {
            counts[(int) Math.max(0, Math.min(RANGES - 1, mean + 5 * random.nextGaussian()))]++;
        }
        return counts;
    }

    @Test
    void knowsTheTailsOfTheNormalDistribution() {
        assertThat(RankTest.upperTail(0)).isCloseTo(0.5, within(1e-7));
        assertThat(RankTest.upperTail(1.959964)).isCloseTo(0.025, within(1e-7));
        assertThat(RankTest.upperTail(-1.959964)).isCloseTo(0.975, within(1e-7));
        assertThat(RankTest.upperTail(4)).isCloseTo(3.167e-5, within(1e-7));
    }

    /** Under the null hypothesis a p-value below x comes with probability x. */
    @Test
    void isWrongAsOftenAsItSays() {
        Random random = new Random(3);
        int below5 = 0;
        int below1 = 0;
        for (int run = 0; run < 4000; run++) {
            double p = RankTest.isHigher(normal(random, 100, 30), normal(random, 500, 30), 0);
            below5 += p < 0.05 ? 1 : 0;
            below1 += p < 0.01 ? 1 : 0;
        }
        // 200 and 40 with deviations of 14 and 6
        assertThat(below5).isBetween(145, 255);
        assertThat(below1).isBetween(16, 64);
    }

    @Test
    void findsWhatIsHigherBeyondTheShiftOnly() {
        Random random = new Random(4);
        long[] stable = normal(random, 2000, 30);
        long[] slower = normal(random, 500, 34);
        assertThat(RankTest.isHigher(slower, stable, 0)).isLessThan(1e-6);
        assertThat(RankTest.isHigher(slower, stable, 2)).isLessThan(1e-6);
        assertThat(RankTest.isHigher(normal(random, 500, 31), stable, 0)).isLessThan(0.01);
        assertThat(RankTest.isHigher(normal(random, 500, 31), stable, 2)).isGreaterThan(0.5);
        assertThat(RankTest.isHigher(normal(random, 500, 20), stable, 0)).isGreaterThan(0.999);
    }

    @Test
    void saysNothingOfFewOrOfValuesThatAreAllEqual() {
        long[] few = {0, 0, 19};
        long[] many = {1000};
        assertThat(RankTest.isHigher(few, many, 0)).isEqualTo(1);
        assertThat(RankTest.isHigher(many, few, 0)).isEqualTo(1);
        assertThat(RankTest.isHigher(new long[] {50}, many, 0)).isEqualTo(1);
    }
}
