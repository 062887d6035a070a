package io.sallyport.edge.time;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeadlinesTest {
    private static final long SWEEP = 100_000_000L;
    private static final long SECOND = 1_000_000_000L;

    private static final class Probe extends Deadlines.Entry {
        private int expired;

        @Override
        protected void expired() {
            expired++;
        }

        void at(long nanos) {
            due(nanos);
        }
    }

    private long now = Long.MAX_VALUE - SECOND / 2; // monotonic time may overflow
    private final Deadlines deadlines = new Deadlines(now);
    private final Probe probe = new Probe();

    private void sweepUntil(long time) {
        while (time - now > 0) {
            now += Math.min(SWEEP, time - now);
            deadlines.sweep(now);
        }
    }

    @Test
    void expireOnceAndInTime() {
        deadlines.sweep(now);
        deadlines.add(probe);
        long due = now + SECOND;
        probe.at(due);
        sweepUntil(due);
        assertThat(probe.expired).isZero();
        sweepUntil(due + 2 * SECOND);
        assertThat(probe.expired).isOne();
        assertThat(deadlines.lostNanos()).isZero();
    }

    @Test
    void knowAStandstillBeforeTheFirstSweep() {
        deadlines.add(probe);
        probe.at(now + SECOND);
        now += 3 * SECOND;
        deadlines.sweep(now);
        assertThat(probe.expired).isZero();
        assertThat(deadlines.lostNanos()).isEqualTo(3 * SECOND);
    }

    @Test
    void giveTheTimeOfAStandstillOnceMore() {
        deadlines.sweep(now);
        deadlines.add(probe);
        probe.at(now + SECOND);
        now += 3 * SECOND;
        deadlines.sweep(now);
        assertThat(deadlines.lostNanos()).isEqualTo(3 * SECOND);
        long patience = now + 3 * SECOND;
        sweepUntil(patience);
        assertThat(probe.expired).isZero();
        sweepUntil(patience + SWEEP);
        assertThat(probe.expired).isOne();
    }

    /** A new deadline after it is one in its own right. */
    @Test
    void spareWhoeverHasBeenHeardAgain() {
        deadlines.sweep(now);
        deadlines.add(probe);
        probe.at(now + SECOND);
        now += 60 * SECOND;
        deadlines.sweep(now);
        probe.at(now + 20 * SECOND);
        sweepUntil(now + 20 * SECOND);
        assertThat(probe.expired).isZero();
    }

    /** A loop that is late all the time must be able to get rid of somebody. */
    @Test
    void giveItOnceForADeadline() {
        deadlines.sweep(now);
        deadlines.add(probe);
        probe.at(now + SECOND);
        for (int i = 0; i < 3; i++) {
            now += 6 * SECOND;
            deadlines.sweep(now);
        }
        assertThat(probe.expired).isOne();
    }
}
