package io.sallyport.cache.tier;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BreakerTest {
    private final Breaker breaker = new Breaker();

    private void fail(long now) {
        assertThat(breaker.permits(now)).isTrue();
        breaker.failed(now);
    }

    @Test
    void staysClosedWhileFailuresAreSingle() {
        for (int i = 0; i < 10; i++) {
            fail(i);
            fail(i);
            breaker.succeeded();
        }
        assertThat(breaker.isOpen()).isFalse();
    }

    @Test
    void opensAfterFailuresInARowAndLetsOneThroughAfterAPause() {
        fail(0);
        fail(1);
        fail(2);

        assertThat(breaker.isOpen()).isTrue();
        assertThat(breaker.permits(Breaker.PAUSE_NANOS)).isFalse();
        assertThat(breaker.permits(2 + Breaker.PAUSE_NANOS)).isTrue();
        assertThat(breaker.permits(2 + Breaker.PAUSE_NANOS)).isFalse();
    }

    @Test
    void closesWhenTheTrialSucceedsAndPausesAgainWhenItFails() {
        fail(0);
        fail(0);
        fail(0);
        fail(Breaker.PAUSE_NANOS);

        assertThat(breaker.permits(Breaker.PAUSE_NANOS + 1)).isFalse();
        assertThat(breaker.permits(2 * Breaker.PAUSE_NANOS)).isTrue();
        breaker.succeeded();
        assertThat(breaker.permits(2 * Breaker.PAUSE_NANOS)).isTrue();
        assertThat(breaker.permits(2 * Breaker.PAUSE_NANOS)).isTrue();
    }
}
