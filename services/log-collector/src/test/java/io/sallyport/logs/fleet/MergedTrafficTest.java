package io.sallyport.logs.fleet;

import static io.sallyport.logs.Records.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.log.ServerFigures;
import io.sallyport.contract.log.ServerRecord;
import io.sallyport.contract.log.TrafficQuestion;
import io.sallyport.logs.servers.Inventory;
import io.sallyport.logs.servers.LatencyCounts;
import io.sallyport.testkit.ManualClock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MergedTrafficTest {
    private static final TrafficQuestion ONE = new TrafficQuestion("shop@127.0.0.1:9101");

    private final ManualClock clock = ManualClock.standing();
    private final Inventory first = new Inventory(clock);
    private final Inventory second = new Inventory(clock);
    private final Inventory both = new Inventory(clock);

    @Test
    void tellsTheSameAsOneCollectorThatGotAll() {
        Random random = new Random(6);
        for (int i = 1; i <= 5000; i++) {
            var kept = List.of(record().sequence(i)
                    .startedAt(i * 100_000_000L)
                    .took(random.nextInt(1_000_000))
                    .status(random.nextInt(10) == 0 ? 500 : 200)
                    .kept());
            (random.nextBoolean() ? first : second).traffic(kept);
            both.traffic(kept);
        }

        Map<String, ServerFigures> merged = MergedTraffic.of(List.of(first.answer(ONE, "a"), second.answer(ONE, "b")));

        ServerFigures expected = both.answer(ONE, "c").servers().get(0);
        ServerFigures found = merged.get(ONE.server());
        assertThat(found).isEqualTo(expected);
        assertThat(found.recent().requests()).isEqualTo(5000);
        assertThat(found.records()).extracting(ServerRecord::sequence).endsWith(4999L, 5000L);
        assertThat(LatencyCounts.percentile(found.recent().latency(), 990)).isBetween(980_000L, 1_060_000L);
    }

    @Test
    void aServerThatOneAloneHasSeenIsThere() {
        first.traffic(List.of(record().kept()));

        assertThat(MergedTraffic.of(List.of(first.answer(ONE, "a"), second.answer(ONE, "b"))))
                .containsOnlyKeys(ONE.server());
    }
}
