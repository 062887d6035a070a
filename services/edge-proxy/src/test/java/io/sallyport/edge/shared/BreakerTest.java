package io.sallyport.edge.shared;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BreakerTest {
    private final Breaker breaker = new Breaker();

    private void open(long now) {
        for (int i = 1; i < Breaker.FAILURES; i++) {
            assertThat(breaker.failed(false, now)).isFalse();
        }
        assertThat(breaker.failed(false, now)).isTrue();
    }

    @Test
    void staysClosedWhileFailuresAreNotInARow() {
        for (int i = 0; i < 10; i++) {
            breaker.failed(false, 0);
            breaker.failed(false, 0);
            breaker.succeeded();
        }

        assertThat(breaker.admits(0)).isTrue();
        assertThat(breaker.isOpen()).isFalse();
    }

    @Test
    void letsOneThroughOnTrialAfterThePause() {
        open(100);

        assertThat(breaker.admits(100 + Breaker.PAUSE_MIN - 1)).isFalse();
        assertThat(breaker.admits(100 + Breaker.PAUSE_MIN)).isTrue();
        assertThat(breaker.begins()).isTrue();
        assertThat(breaker.admits(100 + Breaker.PAUSE_MIN)).isFalse();
    }

    @Test
    void closesWhenTheTrialSucceeds() {
        open(0);
        breaker.begins();

        breaker.succeeded();

        assertThat(breaker.admits(0)).isTrue();
        assertThat(breaker.begins()).isFalse();
    }

    @Test
    void waitsTwiceAsLongAfterEachFailedTrialUpToABound() {
        open(0);
        long now = 0;
        long pause = Breaker.PAUSE_MIN;
        for (int i = 0; i < 10; i++) {
            now += pause;
            assertThat(breaker.admits(now)).isTrue();
            breaker.begins();
            assertThat(breaker.failed(true, now)).isTrue();
            pause = Math.min(2 * pause, Breaker.PAUSE_MAX);
            assertThat(breaker.admits(now + pause - 1)).isFalse();
        }
    }

    @Test
    void doesNotCountWhatWasUnderWayWhenItOpened() {
        open(0);
        for (int i = 0; i < 100; i++) {
            assertThat(breaker.failed(false, 500)).isFalse();
        }

        assertThat(breaker.admits(Breaker.PAUSE_MIN)).isTrue();
        breaker.begins();
        breaker.failed(false, Breaker.PAUSE_MIN);
        assertThat(breaker.admits(Breaker.PAUSE_MIN))
                .as("the trial is still out")
                .isFalse();
    }
}
