package io.sallyport.kit.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CallBreakerTest {
    private final CallBreaker breaker = new CallBreaker();

    private void open(long now) {
        for (int i = 1; i < CallBreaker.FAILURES; i++) {
            assertThat(breaker.failed(now)).isFalse();
        }
        assertThat(breaker.failed(now)).isTrue();
    }

    @Test
    void opensAfterFailuresInARowOnly() {
        for (int i = 0; i < 20; i++) {
            breaker.failed(0);
            breaker.failed(0);
            breaker.answered();
        }
        assertThat(breaker.isOpen()).isFalse();

        open(0);
        assertThat(breaker.isOpen()).isTrue();
    }

    @Test
    void givesOneTrialAfterEachPauseAndPausesLongerEachTime() {
        open(0);
        long now = 0;
        long pause = CallBreaker.FIRST_NANOS;
        for (int i = 0; i < 6; i++) {
            assertThat(breaker.givesTrial(now + pause - 1)).isFalse();
            assertThat(breaker.untilTrial(now)).isEqualTo(pause);
            now += pause;
            assertThat(breaker.givesTrial(now)).isTrue();
            assertThat(breaker.givesTrial(now)).as("one at a time").isFalse();
            breaker.tried(false, now);
            assertThat(breaker.isOpen()).isTrue();
            pause = Math.min(CallBreaker.LONGEST_NANOS, pause * 2);
        }

        assertThat(breaker.givesTrial(now + pause)).isTrue();
        breaker.tried(true, now + pause);
        assertThat(breaker.isOpen()).isFalse();
    }

    @Test
    void anAnswerThatComesLateDoesNotCloseIt() {
        open(0);

        breaker.answered();

        assertThat(breaker.isOpen()).isTrue();
    }

    @Test
    void beginsAnewWithAnotherConnection() {
        open(0);
        breaker.givesTrial(CallBreaker.FIRST_NANOS);
        breaker.tried(false, CallBreaker.FIRST_NANOS);

        breaker.reset();

        assertThat(breaker.isOpen()).isFalse();
        open(0);
        assertThat(breaker.untilTrial(0)).isEqualTo(CallBreaker.FIRST_NANOS);
    }
}
