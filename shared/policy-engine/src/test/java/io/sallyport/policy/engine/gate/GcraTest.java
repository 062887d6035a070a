package io.sallyport.policy.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.policy.Rate;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GcraTest {
    private static final long SECOND = 1_000_000_000;

    /** Asks one bucket at each of the given milliseconds and writes + for a pass and - for a refusal. */
    @ParameterizedTest
    @CsvSource({
        "1/s,  1, '0 1 999 1000 1001 2000',        +--+-+",
        "1/s,  3, '0 0 0 0 999 1000 1000 2999',    +++--+-+",
        "10/s, 1, '0 99 100 150 200',              +-+-+",
        "10/s, 5, '0 0 0 0 0 0 100 100 600 600',   +++++-+-++",
        "60/m, 2, '0 0 0 1000 1000 3000 3000 3000', ++-+-++-",
        "1/h,  1, '0 3599999 3600000',             +-+",
    })
    void letsPassWhatRateAndBurstAllow(String rate, int burst, String millis, String expected) {
        Gcra gcra = Gcra.of(Rate.parse(rate), burst);
        StringBuilder seen = new StringBuilder();
        long fullAt = Long.MIN_VALUE / 4;
        for (String at : millis.split(" ")) {
            Allowance allowance = gcra.take(fullAt, Long.parseLong(at) * 1_000_000, 1);
            fullAt = allowance.fullAt();
            seen.append(allowance.passes() ? '+' : '-');
        }
        assertThat(seen).hasToString(expected);
    }

    @Test
    void saysWhatIsLeftAndWhenToComeBack() {
        Gcra gcra = Gcra.of(Rate.parse("2/s"), 4);

        Allowance first = gcra.take(0, 0, 1);
        Allowance last = gcra.take(first.fullAt(), 0, 3);
        Allowance refused = gcra.take(last.fullAt(), 100_000_000, 1);

        assertThat(first.remaining()).isEqualTo(3);
        assertThat(first.resetSeconds()).isEqualTo(1);
        assertThat(last.remaining()).isZero();
        assertThat(last.resetSeconds()).isEqualTo(2);
        assertThat(refused.passes()).isFalse();
        assertThat(refused.retryNanos()).isEqualTo(400_000_000);
        assertThat(refused.retrySeconds()).isEqualTo(1);
    }

    /** A bucket that really holds tokens, filled continuously: slower, and obviously right. */
    private static final class TokenBucket {
        private final double burst;
        private final double perNano;
        private double tokens;
        private long at;

        TokenBucket(Rate rate, int burst) {
            this.burst = burst;
            this.perNano = rate.count() / (double) rate.per().toNanos();
            this.tokens = burst;
        }

        double tokensAt(long now) {
            tokens = Math.min(burst, tokens + (now - at) * perNano);
            at = now;
            return tokens;
        }

        boolean take(int wanted) {
            if (tokens < wanted) {
                return false;
            }
            tokens -= wanted;
            return true;
        }
    }

    @Test
    void agreesWithATokenBucketOnRandomArrivals() {
        Random random = new Random(20261126);
        for (int round = 0; round < 300; round++) {
            Rate rate = new Rate(
                    1 + random.nextInt(500),
                    Rate.parse(random.nextBoolean() ? "1/s" : "1/m").per());
            int burst = 1 + random.nextInt(50);
            Gcra gcra = Gcra.of(rate, burst);
            TokenBucket bucket = new TokenBucket(rate, burst);
            long now = 0;
            long fullAt = 0;
            for (int i = 0; i < 400; i++) {
                now += (long) (random.nextDouble() * 2.2 * gcra.emissionNanos());
                int wanted = 1 + random.nextInt(Math.min(3, burst));
                double tokens = bucket.tokensAt(now);
                if (Math.abs(tokens - wanted) < 1e-3) {
                    continue; // within the rounding of either
                }
                Allowance allowance = gcra.take(fullAt, now, wanted);
                assertThat(allowance.passes())
                        .as("round %s, request %s", round, i)
                        .isEqualTo(bucket.take(wanted));
                fullAt = allowance.fullAt();
            }
        }
    }

    @Test
    void neverLetsMorePassThanRateAndBurst() {
        Random random = new Random(7);
        Gcra gcra = Gcra.of(Rate.parse("100/s"), 20);
        long fullAt = 0;
        long now = 0;
        int passed = 0;
        for (int i = 0; i < 100_000; i++) {
            now += random.nextInt(2_000_000);
            Allowance allowance = gcra.take(fullAt, now, 1);
            fullAt = allowance.fullAt();
            passed += allowance.passes() ? 1 : 0;
            assertThat(passed).isLessThanOrEqualTo((int) (20 + now * 100 / SECOND) + 1);
        }
        assertThat(passed).isGreaterThan((int) (now * 100 / SECOND * 0.95));
    }

    @Test
    void worksAcrossTheWrapOfTheClock() {
        Gcra gcra = Gcra.of(Rate.parse("1/s"), 1);
        long now = Long.MAX_VALUE - 10;

        Allowance first = gcra.take(now, now, 1);
        assertThat(gcra.take(first.fullAt(), now + SECOND / 2, 1).passes()).isFalse();
        assertThat(gcra.take(first.fullAt(), now + SECOND, 1).passes()).isTrue();
    }
}
