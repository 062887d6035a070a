package io.sallyport.edge.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.policy.Rate;
import io.sallyport.policy.engine.gate.Gcra;
import io.sallyport.policy.engine.gate.Limit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BucketsTest {
    private static final Gcra GCRA = Gcra.of(Rate.parse("100/h"), 100);

    private final Buckets buckets = new Buckets();

    private static Limit.Key key(Object value) {
        return new Limit.Key("calm", GCRA, value);
    }

    @Test
    void neverGivesATokenTwiceToThreadsThatAskTogether() throws InterruptedException {
        AtomicInteger passed = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            threads.add(new Thread(() -> {
                for (int n = 0; n < 500; n++) {
                    passed.addAndGet(buckets.take(key("x"), GCRA, 1).passes() ? 1 : 0);
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(passed).hasValue(100);
    }

    @Test
    void staysWithinItsBoundInAFloodOfKeysAndRemembersWhoKeepsAsking() {
        Buckets few = new Buckets(1000);
        for (int i = 0; i < 120; i++) {
            few.take(key("busy"), GCRA, 1);
        }
        for (int i = 0; i < 20_000; i++) {
            few.take(key(i), GCRA, 1);
            if (i % 100 == 0) {
                few.take(key("busy"), GCRA, 1);
            }
        }
        assertThat(few.count()).isLessThanOrEqualTo(1000);
        assertThat(few.take(key("busy"), GCRA, 1).passes()).isFalse();
    }
}
