package io.sallyport.routing.canary.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ExactTestsTest {
    private static BigInteger choose(long n, long k) {
        BigInteger result = BigInteger.ONE;
        for (long i = 0; i < k; i++) {
            result = result.multiply(BigInteger.valueOf(n - i)).divide(BigInteger.valueOf(i + 1));
        }
        return k < 0 || k > n ? BigInteger.ZERO : result;
    }

    private static double fisher(long failed, long count, long otherFailed, long otherCount) {
        BigInteger ways = BigInteger.ZERO;
        long all = failed + otherFailed;
        for (long k = failed; k <= Math.min(all, count); k++) {
            ways = ways.add(choose(count, k).multiply(choose(otherCount, all - k)));
        }
        return new BigDecimal(ways)
                .divide(new BigDecimal(choose(count + otherCount, all)), MathContext.DECIMAL64)
                .doubleValue();
    }

    /** The lady tasting tea: three of four right is no proof (R. A. Fisher, The Design of Experiments, 1935, chapter 2). */
    @Test
    void givesThePValueOfTheTeaTable() {
        assertThat(ExactTests.failsMore(3, 4, 1, 4)).isCloseTo(17.0 / 70, within(1e-12));
        assertThat(ExactTests.failsMore(4, 4, 0, 4)).isCloseTo(1.0 / 70, within(1e-12));
    }

    @Test
    void agreesWithCountingTheWays() {
        Random random = new Random(11);
        for (int i = 0; i < 2000; i++) {
            long count = 1 + random.nextInt(120);
            long other = 1 + random.nextInt(400);
            long failed = random.nextInt((int) count + 1);
            long otherFailed = random.nextInt((int) other / 4 + 1);
            double p = ExactTests.failsMore(failed, count, otherFailed, other);
            if (failed * other > otherFailed * count) {
                assertThat(p).isCloseTo(fisher(failed, count, otherFailed, other), within(1e-9));
            } else {
                assertThat(p).isEqualTo(1);
            }
        }
    }

    @Test
    void holdsForLargeCounts() {
        assertThat(ExactTests.failsMore(1_000, 1_000_000, 1_000, 1_000_000)).isEqualTo(1);
        assertThat(ExactTests.failsMore(1_100, 1_000_000, 1_000, 1_000_000)).isBetween(0.012, 0.017);
        assertThat(ExactTests.failsMore(500_000, 1_000_000, 1, 1_000_000)).isEqualTo(0);
        assertThat(ExactTests.failsMore(5, 5, 0, 0)).isEqualTo(1);
        assertThat(ExactTests.failsMore(0, 0, 5, 5)).isEqualTo(1);
    }

    @Test
    void knowsHowOftenAShareIsExceededByChance() {
        assertThat(ExactTests.exceeds(2, 2, 0.5)).isCloseTo(0.25, within(1e-12));
        assertThat(ExactTests.exceeds(5, 100, 0.01)).isCloseTo(0.003432, within(1e-6));
        assertThat(ExactTests.exceeds(1, 100, 0.01)).isEqualTo(1);
        assertThat(ExactTests.exceeds(1, 100, 0)).isEqualTo(0);
        assertThat(ExactTests.exceeds(0, 100, 0)).isEqualTo(1);
    }
}
