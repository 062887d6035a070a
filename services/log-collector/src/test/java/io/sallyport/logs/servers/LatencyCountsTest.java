package io.sallyport.logs.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LatencyCountsTest {
    @Test
    void staysWithinSixPerCentAbove() {
        Random random = new Random(3);
        long[] times = random.longs(10_000, 0, 60_000_000)
                .map(t -> t >> random.nextInt(24))
                .toArray();
        LatencyCounts counts = new LatencyCounts();
        Arrays.stream(times).forEach(counts::add);
        Arrays.sort(times);

        for (int percent : new int[] {1, 50, 90, 99, 100}) {
            long exact = times[times.length * percent / 100 - 1];
            assertThat(counts.percentile(percent)).isBetween(exact, exact + exact / 16 + 1);
        }
    }

    @Test
    void takesAnyNumber() {
        LatencyCounts counts = new LatencyCounts();
        assertThat(counts.percentile(50)).isZero();

        counts.add(Long.MIN_VALUE);
        counts.add(Long.MAX_VALUE);

        assertThat(counts.percentile(50)).isZero();
        assertThat(counts.percentile(100)).isEqualTo((1L << 36) - 1);
    }
}
