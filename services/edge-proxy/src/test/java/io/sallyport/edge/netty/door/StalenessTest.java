package io.sallyport.edge.netty.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StalenessTest {
    private final Staleness staleness = new Staleness();
    private long now;

    private boolean later(long millis, long waited) {
        now += TimeUnit.MILLISECONDS.toNanos(millis);
        return staleness.isLate(waited, now);
    }

    @Test
    void nobodyOfABurstIsLeftOut() {
        for (int i = 0; i < 9; i++) {
            assertThat(later(100, 100 + i * 100)).isFalse();
        }
    }

    @Test
    void whoHasWaitedLongIsOnceAcceptingIsBehindForLongerThanABurst() {
        for (int i = 0; i < 11; i++) {
            assertThat(later(100, 900)).isFalse();
        }
        assertThat(later(100, 900)).isTrue();
        assertThat(later(1, 200)).isFalse();
        assertThat(later(1, 900)).isTrue();
    }

    @Test
    void oneThatCameAtOnceProvesThatNobodyWaited() {
        for (int i = 0; i < 20; i++) {
            later(100, 900);
        }
        assertThat(later(1, 5)).isFalse();
        assertThat(later(1, 900)).isFalse();
    }
}
