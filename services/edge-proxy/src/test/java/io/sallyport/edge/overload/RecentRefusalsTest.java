package io.sallyport.edge.overload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecentRefusalsTest {
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long BEGIN = -5_000 * MILLI;

    private final RecentRefusals refusals = new RecentRefusals(BEGIN);

    @Test
    void knowNobodyInTheBeginning() {
        assertThat(LongStream.range(0, 10_000).filter(client -> refusals.has(client, BEGIN)))
                .isEmpty();
    }

    @Test
    void forgetAClientAfterAMoment() {
        refusals.note(7, BEGIN);
        assertThat(refusals.has(7, BEGIN + 29 * MILLI)).isTrue();
        assertThat(refusals.has(7, BEGIN + 31 * MILLI)).isFalse();
    }

    @Test
    void takeHardlyAnybodyForAnother() {
        long now = BEGIN + 100 * MILLI;
        refusals.note(7, now);
        assertThat(LongStream.range(8, 20_000).filter(client -> refusals.has(client, now)))
                .hasSizeLessThan(30);
    }

    @Test
    void takeNobodyForTheSameForLong() {
        long other = LongStream.range(8, 100_000)
                .filter(client -> {
                    refusals.note(7, BEGIN);
                    return refusals.has(client, BEGIN);
                })
                .findFirst()
                .orElseThrow();
        long later = BEGIN + 1_000 * MILLI;
        refusals.note(7, later);
        assertThat(refusals.has(7, later)).isTrue();
        assertThat(refusals.has(other, later)).isFalse();
    }
}
