package io.sallyport.policy.engine.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistinctCountTest {
    private static DistinctCount of(int different, int times) {
        DistinctCount count = new DistinctCount();
        for (int round = 0; round < times; round++) {
            for (int i = 0; i < different; i++) {
                count.add("192.0.2." + i);
            }
        }
        return count;
    }

    @Test
    void isExactUpToItsBound() {
        DistinctCount count = of(DistinctCount.EXACT_MAX, 2);

        assertThat(count.count()).isEqualTo(DistinctCount.EXACT_MAX);
        assertThat(count.errorShare()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {1_001, 3_000, 12_000, 100_000, 1_000_000})
    void estimatesWithinTheErrorThatItTells(int different) {
        DistinctCount count = of(different, 1);

        assertThat(count.errorShare()).isBetween(0.03, 0.035);
        assertThat((double) count.count()).isCloseTo(different, within(different * count.errorShare()));
    }

    @Test
    void countsNothingTwiceBeyondItsBound() {
        assertThat(of(5_000, 3).count()).isEqualTo(of(5_000, 1).count());
    }
}
