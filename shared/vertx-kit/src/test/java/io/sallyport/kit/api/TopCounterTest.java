package io.sallyport.kit.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TopCounterTest {
    private final TopCounter counter = new TopCounter();

    @Test
    void showsAllWhileTheyAreFew() {
        counter.increment("a");
        counter.increment("b");
        counter.increment("b");

        assertThat(counter.shown()).isEqualTo(Map.of("a", 1L, "b", 2L));
    }

    @Test
    void showsThoseThatCountMostAndTheRestAsOne() {
        for (int name = 0; name < 100; name++) {
            for (int i = 0; i <= name; i++) {
                counter.increment("n" + name);
            }
        }

        Map<String, Long> shown = counter.shown();

        assertThat(shown)
                .hasSize(TopCounter.SHOWN + 1)
                .containsEntry("n99", 100L)
                .doesNotContainKey("n49");
        assertThat(shown.get("other")).isEqualTo(50 * 51 / 2);
    }

    @Test
    void noSeriesEverFallsAndNothingIsLost() {
        SplittableRandom random = new SplittableRandom(84);
        Map<String, Long> last = new HashMap<>();
        long counted = 0;
        for (int look = 0; look < 200; look++) {
            int hot = random.nextInt(300);
            for (int i = 0; i < 1000; i++) {
                counter.increment("n" + (random.nextBoolean() ? hot : random.nextInt(300)));
                counted++;
            }
            counter.shown().forEach((name, value) -> {
                assertThat(value).isGreaterThanOrEqualTo(last.getOrDefault(name, 0L));
                last.put(name, value);
            });
        }

        assertThat(last.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(counted);
    }

    @Test
    void holdsABoundedNumberOfNames() {
        for (int i = 0; i < 100_000; i++) {
            counter.increment("n" + i);
        }

        assertThat(counter.shown()).hasSize(TopCounter.SHOWN + 1).containsEntry("other", 100_000L - TopCounter.SHOWN);
    }
}
