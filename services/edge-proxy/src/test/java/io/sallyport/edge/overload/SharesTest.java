package io.sallyport.edge.overload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SharesTest {
    private final Shares shares = new Shares();

    @Test
    void neverCountsTooLittle() {
        SplittableRandom random = new SplittableRandom(4711);
        for (int window = 0; window < 20; window++) {
            Map<Long, Integer> truth = new HashMap<>();
            for (int i = 0; i < 5_000; i++) {
                long client = skewed(random);
                shares.add(shares.spread(client));
                truth.merge(client, 1, Integer::sum);
            }
            truth.forEach((client, had) ->
                    assertThat(shares.of(shares.spread(client))).isGreaterThanOrEqualTo(had));
            assertThat(shares.total()).isEqualTo(5_000);
            shares.next();
        }
    }

    @Test
    void isRightForNearlyEverybodyWhenThereAreFewerClientsThanCells() {
        SplittableRandom random = new SplittableRandom(99);
        int wrong = 0;
        for (int window = 0; window < 50; window++) {
            shares.next();
            for (int i = 0; i < 1000; i++) {
                shares.add(shares.spread(7)); // somebody floods
            }
            for (int client = 0; client < 100; client++) {
                long address = random.nextLong();
                shares.add(shares.spread(address));
                wrong += shares.of(shares.spread(address)) == 1 ? 0 : 1;
            }
        }
        assertThat(wrong).isLessThan(100); // of 5000
    }

    @Test
    void twoClientsThatMeetDoNotMeetInTheNextWindow() {
        long first = 0;
        long second = meeting(first);
        shares.next();
        shares.next();
        shares.add(shares.spread(first));
        assertThat(shares.of(shares.spread(second))).isZero();
    }

    /** Somebody whose two cells are the same as the other's in this window, if there is anybody; else anybody. */
    private long meeting(long other) {
        shares.add(shares.spread(other));
        for (long client = 1; client < 3_000_000; client++) {
            if (shares.of(shares.spread(client)) > 0) {
                return client;
            }
        }
        return 1;
    }

    private static long skewed(SplittableRandom random) {
        return (long) Math.pow(random.nextDouble() * 20, 3);
    }
}
