package io.sallyport.edge.overload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryGaugeTest {
    private final MemoryGauge gauge = new MemoryGauge(0.85);

    @ParameterizedTest(name = "{0} of memory: {1}")
    @CsvSource({
        "0, PLENTY",
        "0.84, PLENTY",
        "0.85, SAVING",
        "0.89, SAVING",
        "0.91, NO_CONNECTIONS",
        "0.96, NO_REQUESTS",
        "1, NO_REQUESTS"
    })
    void savesStepByStep(double used, MemoryLevel level) {
        assertThat(MemoryLevel.of(used, 0.85)).isEqualTo(level);
    }

    @ParameterizedTest(name = "{0} of memory, never before it is full: {1}")
    @CsvSource({"0, PLENTY", "0.999, PLENTY", "1, NO_REQUESTS"})
    void savesLateWhereOnlyAllOfItCounts(double used, MemoryLevel level) {
        assertThat(MemoryLevel.of(used, 1)).isEqualTo(level);
    }

    @Test
    void theFullerOfBothCounts() {
        gauge.collected(0.86, 0);
        gauge.look(0.2, 1);
        assertThat(gauge.level()).isEqualTo(MemoryLevel.SAVING);
        gauge.look(0.92, 2);
        assertThat(gauge.level()).isEqualTo(MemoryLevel.NO_CONNECTIONS);
        assertThat(gauge.share()).isEqualTo(0.92);
    }

    @Test
    void aCollectionOfLongAgoSaysNothing() {
        gauge.collected(0.99, 0);
        gauge.look(0, TimeUnit.SECONDS.toNanos(9));
        assertThat(gauge.level()).isEqualTo(MemoryLevel.NO_REQUESTS);
        gauge.look(0, TimeUnit.SECONDS.toNanos(11));
        assertThat(gauge.level()).isEqualTo(MemoryLevel.PLENTY);
    }
}
