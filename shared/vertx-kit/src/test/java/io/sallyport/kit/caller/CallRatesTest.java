package io.sallyport.kit.caller;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CallRatesTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final CallRates rates = new CallRates(10);

    @Test
    void givesThreeSecondsWorthAtOnceAndThenTheRate() {
        assertThat(passing("ann", 0, 100)).isEqualTo(30);
        assertThat(passing("ann", SECOND, 100)).isEqualTo(10);
        assertThat(passing("ann", 100 * SECOND, 100)).isEqualTo(30);
    }

    @Test
    void countsEachCallerApart() {
        assertThat(passing("ann", 0, 100)).isEqualTo(30);
        assertThat(passing("bob", 0, 100)).isEqualTo(30);
    }

    @Test
    void saysWhenToComeBack() {
        passing("ann", 0, 30);

        CallRates.Standing standing = rates.take("ann", 0);

        assertThat(standing).isEqualTo(new CallRates.Standing(false, 0, 3, 1));
        assertThat(rates.policy()).isEqualTo("\"admin\";q=30;w=3");
    }

    @Test
    void forgetsWhoWasNotHeardOfForLongest() {
        passing("first", 0, 30);
        for (int i = 0; i < CallRates.CALLERS; i++) {
            rates.take("other" + i, 0);
        }

        assertThat(rates.take("first", 0).passes()).isTrue();
        assertThat(passing("other" + (CallRates.CALLERS - 1), 0, 100)).isEqualTo(29);
    }

    @Test
    void doesNotMindATimeThatGoesBack() {
        passing("ann", 10 * SECOND, 30);

        assertThat(rates.take("ann", 0).passes()).isFalse();
    }

    private int passing(String caller, long nanos, int calls) {
        int passed = 0;
        for (int i = 0; i < calls; i++) {
            passed += rates.take(caller, nanos).passes() ? 1 : 0;
        }
        return passed;
    }
}
