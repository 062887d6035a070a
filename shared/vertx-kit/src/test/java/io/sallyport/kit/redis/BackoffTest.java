package io.sallyport.kit.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2));

    @Test
    void doublesUpToItsLimitAndStartsAgainAfterASuccess() {
        assertThat(backoff.next()).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
        assertThat(backoff.next()).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
        for (int i = 0; i < 20; i++) {
            assertThat(backoff.next()).isLessThanOrEqualTo(Duration.ofSeconds(2));
        }
        assertThat(backoff.next()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));

        backoff.reset();

        assertThat(backoff.next()).isLessThanOrEqualTo(Duration.ofMillis(100));
    }
}
