package io.sallyport.edge.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.settings.Http2LimitsConfig;
import org.junit.jupiter.api.Test;

class FrameBudgetTest {
    private static final long MINUTE = 60_000_000_000L;
    private static final Http2LimitsConfig FEW = new Http2LimitsConfig(null, null, null, 3, 4, null, 20);

    private final FrameBudget budget = new FrameBudget(FEW, 0);

    @Test
    void takesSoManySettingsInAMinute() {
        for (int minute = 0; minute < 3; minute++) {
            for (int i = 0; i < 3; i++) {
                assertThat(budget.settings(minute * MINUTE)).isTrue();
            }
            assertThat(budget.settings(minute * MINUTE + MINUTE - 1)).isFalse();
        }
    }

    @Test
    void countsNoPingThatFollowsWork() {
        for (int i = 0; i < 1000; i++) {
            budget.worked(1);
            assertThat(budget.ping(i)).isTrue();
        }
        for (int i = 0; i < 4; i++) {
            assertThat(budget.ping(1000)).isTrue();
        }
        assertThat(budget.ping(1000)).isFalse();
    }

    @Test
    void endsWithWhoDoesNothingElse() {
        for (int i = 0; i < 20; i++) {
            assertThat(budget.idle()).isTrue();
        }
        assertThat(budget.idle()).isFalse();
    }

    /** Two for each piece of an answer, as a client does that tells of its room for each; and one for each KiB. */
    @Test
    void letsWorkEarnTheFramesThatItNeeds() {
        for (int i = 0; i < 10_000; i++) {
            budget.worked(1);
            assertThat(budget.idle() && budget.idle()).isTrue();
        }
        budget.worked(16 * 1024);
        for (int i = 0; i < 20; i++) {
            assertThat(budget.idle()).isTrue();
        }
    }

    @Test
    void savesNothingUpForAFlood() {
        budget.worked(1L << 40);
        for (int i = 0; i < 20; i++) {
            assertThat(budget.idle()).isTrue();
        }
        assertThat(budget.idle()).isFalse();
    }
}
