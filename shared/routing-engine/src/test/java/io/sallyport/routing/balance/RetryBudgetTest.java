package io.sallyport.routing.balance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RetryBudgetTest {
    private static final long SECOND = 1_000_000_000L;

    private final RetryBudget budget = new RetryBudget();

    @Test
    void aQuietClusterMayRepeatThreeTimesASecond() {
        assertThat(taken(0.2, 100, 0)).isEqualTo(30);
        assertThat(taken(0.2, 100, 9 * SECOND)).isZero();
        assertThat(taken(0.2, 100, 10 * SECOND)).isEqualTo(30);
    }

    @Test
    void aBusyOneMayRepeatItsPartOfTheRequests() {
        for (int i = 0; i < 1000; i++) {
            budget.began(i * SECOND / 200);
        }

        assertThat(taken(0.2, 1000, 5 * SECOND)).isEqualTo(230);
        assertThat(taken(0.2, 1000, 10 * SECOND - 1)).isZero();
    }

    @Test
    void forgetsRequestsSecondBySecond() {
        for (int second = 0; second < 10; second++) {
            for (int i = 0; i < 100; i++) {
                budget.began(second * SECOND);
            }
        }
        assertThat(taken(0.1, 1000, 9 * SECOND)).isEqualTo(130);

        // At 14 s the requests of seconds 0 to 4 are gone, and so far no repeat is.
        assertThat(taken(0.1, 1000, 14 * SECOND)).isZero();
        assertThat(taken(0.1, 1000, 19 * SECOND)).isEqualTo(30);
    }

    @Test
    void worksWithTimesBelowZero() {
        assertThat(taken(0, 100, -5 * SECOND)).isEqualTo(30);
        assertThat(taken(0, 100, 4 * SECOND)).isZero();
        assertThat(taken(0, 100, 5 * SECOND)).isEqualTo(30);
    }

    private int taken(double share, int most, long now) {
        int taken = 0;
        while (taken < most && budget.take(share, now)) {
            taken++;
        }
        return taken;
    }
}
