package io.sallyport.edge.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.settings.OverloadConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WaitingLineTest {
    private final List<OriginPool.Taker> tooLong = new ArrayList<>();
    private final WaitingLine line = line(true);

    private WaitingLine line(boolean enabled) {
        return new WaitingLine(
                new OverloadConfig(enabled, null, Duration.ofSeconds(1), null, Duration.ofSeconds(3), null),
                tooLong::add);
    }

    private static long at(double seconds) {
        return (long) (seconds * TimeUnit.SECONDS.toNanos(1));
    }

    private static final class Someone implements OriginPool.Taker {
        private boolean waits = true;

        @Override
        public void connected(UpstreamConnection connection) {}

        @Override
        public void refused(Outcome outcome, String reason) {}

        @Override
        public boolean isWaiting() {
            return waits;
        }
    }

    @Test
    void servesInTheOrderOfArrivalWhoStillWaits() {
        Someone first = new Someone();
        Someone second = new Someone();
        line.add(first, at(0));
        line.add(second, at(0.1));
        first.waits = false;
        assertThat(line.next(at(0.2))).isSameAs(second);
        assertThat(line.next(at(0.2))).isNull();
        assertThat(tooLong).isEmpty();
    }

    @Test
    void sendsAwayWhoHasWaitedTooLongInALineThatStands() {
        Someone old = new Someone();
        Someone young = new Someone();
        line.add(old, at(0));
        line.add(young, at(2));
        line.expire(at(2.9));
        assertThat(tooLong).isEmpty();
        line.expire(at(3.1));
        assertThat(tooLong).containsExactly(old);
        assertThat(line.next(at(3.2))).isSameAs(young);
    }

    @Test
    void theTurnOfWhoHasWaitedTooLongGoesToTheNext() {
        Someone old = new Someone();
        Someone young = new Someone();
        line.add(old, at(0));
        line.add(young, at(2));
        assertThat(line.next(at(4))).isSameAs(young);
        assertThat(tooLong).containsExactly(old);
    }

    @Test
    void whereNothingIsRefusedOneWaitsForever() {
        WaitingLine patient = line(false);
        Someone old = new Someone();
        patient.add(old, at(0));
        patient.expire(at(100_000));
        assertThat(patient.next(at(100_000))).isSameAs(old);
        assertThat(tooLong).isEmpty();
    }

    @Test
    void allLeaveAtOnce() {
        Someone one = new Someone();
        line.add(one, at(0));
        assertThat(line.leave()).containsExactly(one);
        assertThat(line.isEmpty()).isTrue();
        assertThat(line.size()).isZero();
    }
}
