package io.sallyport.edge.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyPaceTest {
    private static final long SECOND = 1_000_000_000L;

    @ParameterizedTest(name = "{0} bytes in {1} s")
    @CsvSource({
        "0, 0, 30", // at first the whole time
        "0, 20, 10",
        "0, 31, 0",
        "5000, 10, 30", // never more than that
        "5000, 35, 5", // 5000 bytes cover ten seconds
        "5000, 40, 0",
        "10, 30, 0",
        "9000000000000000000, 1000000, 30",
    })
    void tellsHowLongTheNextPieceMayTake(long bytes, long elapsed, long left) {
        BodyPace pace = new BodyPace(30 * SECOND, 500);
        assertThat(pace.leftNanos(elapsed * SECOND, bytes) / SECOND).isEqualTo(left);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 1000000000"})
    void asksForNoRateWhenThereIsNone(long bytes, long elapsed) {
        assertThat(new BodyPace(30 * SECOND, 0).leftNanos(elapsed * SECOND, bytes))
                .isEqualTo(30 * SECOND);
    }

    @ParameterizedTest
    @CsvSource({"30, BODY_TIMEOUT", "29, BODY_RATE"})
    void tellsWhatWasMissed(long silent, Limit limit) {
        assertThat(new BodyPace(30 * SECOND, 500).missed(silent * SECOND)).isEqualTo(limit);
    }
}
