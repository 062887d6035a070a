package io.sallyport.logs.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
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
            assertThat(percentile(counts, percent)).isBetween(exact, exact + exact / 16 + 1);
        }
    }

    @Test
    void takesAnyNumber() {
        LatencyCounts counts = new LatencyCounts();
        assertThat(percentile(counts, 50)).isZero();

        counts.add(Long.MIN_VALUE);
        counts.add(Long.MAX_VALUE);

        assertThat(percentile(counts, 50)).isZero();
        assertThat(percentile(counts, 100)).isEqualTo((1L << 36) - 1);
    }

    private static long percentile(LatencyCounts counts, int percent) {
        Map<Integer, Long> sums = new TreeMap<>();
        counts.addTo(sums);
        return LatencyCounts.percentile(sums, percent * 10);
    }
}
