package io.sallyport.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TimeAndPortsTest {
    @Test
    void clockMovesOnlyWhenTold() {
        ManualClock clock = ManualClock.at("2026-01-01T00:00:00Z");

        clock.advance(Duration.ofHours(1));

        assertThat(clock.instant()).isEqualTo(Instant.parse("2026-01-01T01:00:00Z"));
    }

    @Test
    void waitsUntilAConditionHolds() {
        AtomicInteger asked = new AtomicInteger();

        Eventually.until("third time", () -> asked.incrementAndGet() == 3);
        Eventually.that(() -> assertThat(asked.incrementAndGet()).isGreaterThan(5));

        assertThat(asked).hasValue(6);
    }

    @Test
    void saysWhatNeverHappened() {
        assertThatThrownBy(() -> Eventually.until("the moon", Duration.ofMillis(20), () -> false))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("the moon");
    }

    @Test
    void reservedPortCannotBeReservedTwice() {
        try (FreePort one = FreePort.reserve();
                FreePort two = FreePort.reserve()) {
            assertThat(one.number()).isNotEqualTo(two.number()).isPositive();
        }
    }
}
