package io.sallyport.edge.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.settings.Http2LimitsConfig;
import org.junit.jupiter.api.Test;

class ResetBudgetTest {
    private static final long WINDOW = 30_000_000_000L;
    private static final int FEW = 3;

    private final ResetBudget budget =
            new ResetBudget(new Http2LimitsConfig(null, null, FEW, null, null, null, null), 0);

    @Test
    void takesSoManyInAWindow() {
        for (int window = 0; window < 5; window++) {
            for (int i = 0; i < FEW; i++) {
                assertThat(budget.reset(window * WINDOW)).isTrue();
            }
            assertThat(budget.reset(window * WINDOW + WINDOW - 1)).isFalse();
        }
    }

    /** A connection that lives long and is reset now and then is given up at some time, once. */
    @Test
    void isWornOutByTenWindowsOfThem() {
        for (int i = 1; i <= 12 * FEW; i++) {
            assertThat(budget.reset(i * WINDOW)).isTrue();
            assertThat(budget.isWornOut()).as("after %d", i).isEqualTo(i == 10 * FEW);
        }
    }
}
