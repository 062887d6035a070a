package io.sallyport.edge.overload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StandingQueueTest {
    private final StandingQueue queue = new StandingQueue(millis(100), millis(1000));

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }

    private void sample(long waited) {
        queue.sample(millis(waited), millis(waited + 20), 0);
    }

    @Test
    void standsWhenEverythingWaitedForAnInterval() {
        for (int i = 0; i < 6; i++) {
            sample(130);
            assertThat(queue.stands()).isFalse();
        }
        sample(130);
        assertThat(queue.stands()).isTrue();
    }

    @Test
    void oneShortWaitProvesThatItWasEmpty() {
        for (int i = 0; i < 100; i++) {
            sample(i % 5 == 0 ? 99 : 300);
            assertThat(queue.stands()).isFalse();
        }
    }

    @Test
    void aPauseOfTheProcessIsNoQueue() {
        sample(60_000);
        assertThat(queue.stands()).isFalse();
        sample(250); // what had come meanwhile
        sample(250);
        assertThat(queue.stands()).isFalse();
        sample(3);
        assertThat(queue.isAbove()).isFalse();
    }

    @Test
    void twoLongTurnsOfWorkAreEnough() {
        queue.sample(millis(500), millis(520), millis(510));
        assertThat(queue.stands()).isFalse();
        queue.sample(millis(600), millis(620), millis(500));
        assertThat(queue.stands()).isTrue();
    }

    @Test
    void isGoneAsSoonAsNothingWaits() {
        for (int i = 0; i < 50; i++) {
            sample(500);
        }
        assertThat(queue.stands()).isTrue();
        sample(20);
        assertThat(queue.stands()).isFalse();
    }
}
