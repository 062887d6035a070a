package io.sallyport.cache.engine.stored;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.cache.engine.Messages;
import io.sallyport.http.DeltaSeconds;
import io.sallyport.http.HeaderList;
import io.sallyport.http.HttpDate;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The formula of RFC 9111 section 4.2.3 with numbers that cannot overflow. */
final class AgeFuzzTest {
    private static final int ROUNDS = 50_000;
    private static final BigInteger MAX = BigInteger.valueOf(DeltaSeconds.MAX);
    private static final BigInteger THOUSAND = BigInteger.valueOf(1000);

    @Test
    void agesAreThoseOfTheStandard() {
        Random random = new Random(31);
        for (int i = 0; i < ROUNDS; i++) {
            long date = random.nextBoolean() ? random.nextLong(0, 3_000_000_000L) : Messages.NOW / 1000 - 5;
            BigInteger stated =
                    BigInteger.valueOf(random.nextLong(0, Long.MAX_VALUE)).shiftRight(random.nextInt(63));
            long delay = random.nextLong(0, 100_000);
            long resident = random.nextLong(0, 10_000_000_000L);
            HeaderList response = HeaderList.of("Date", HttpDate.format(date), "Age", stated.toString());
            StoredHead head =
                    StoredHead.of(200, response, VaryKey.NONE, new Timing(Messages.NOW - delay, Messages.NOW));

            assertThat(head.ageSeconds(Messages.NOW + resident))
                    .isEqualTo(age(date, stated, delay)
                            .add(BigInteger.valueOf(resident))
                            .divide(THOUSAND)
                            .min(MAX)
                            .longValueExact());
        }
    }

    /** Corrected initial age in milliseconds; both sides of it saturate as seconds do. */
    private static BigInteger age(long date, BigInteger stated, long delay) {
        BigInteger apparent = BigInteger.valueOf(Messages.NOW / 1000 - date)
                .max(BigInteger.ZERO)
                .min(MAX);
        BigInteger corrected = stated.min(MAX).multiply(THOUSAND).add(BigInteger.valueOf(delay));
        return apparent.multiply(THOUSAND).max(corrected);
    }

    @Test
    void whateverIsSentComesOutInBounds() {
        Random random = new Random(32);
        String[] values = {"0", "-1", "99999999999999999999", "x", "", ",", "5, 6", "Thu, 01 Jan 1970 00:00:00 GMT"};
        for (int i = 0; i < ROUNDS; i++) {
            HeaderList response = HeaderList.of(
                    random.nextBoolean() ? "Age" : "Date",
                    values[random.nextInt(values.length)],
                    random.nextBoolean() ? "Expires" : "Last-Modified",
                    values[random.nextInt(values.length)],
                    "Cache-Control",
                    List.of("max-age=", "s-maxage=", "x=").get(random.nextInt(3))
                            + values[random.nextInt(values.length)]);
            StoredHead head = StoredHead.of(200, response, VaryKey.NONE, new Timing(Messages.NOW, Messages.NOW));

            assertThat(head.ageSeconds(random.nextLong(0, Long.MAX_VALUE))).isBetween(0L, DeltaSeconds.MAX);
            assertThat(head.freshness().lifetimeSeconds()).isBetween(0L, DeltaSeconds.MAX);
        }
    }
}
