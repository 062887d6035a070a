package io.sallyport.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AmountsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0us",
        "999, 999us",
        "1000, 1.0ms",
        "12345, 12.3ms",
        "99999, 100.0ms",
        "450000, 450ms",
        "2100000, 2.10s",
        "59999000, 60.00s",
        "60000000, 1m",
        "192000000, 3m12s",
        "7380000000, 2h3m"
    })
    void writesTimes(long micros, String text) {
        assertThat(Amounts.micros(micros)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0, 0B", "1023, 1023B", "1024, 1.0K", "1536, 1.5K", "20971520, 20M", "9223372036854775807, 8192P"})
    void writesSizes(long bytes, String text) {
        assertThat(Amounts.bytes(bytes)).isEqualTo(text);
    }

    @Test
    void writesSpans() {
        Instant now = Instant.parse("2026-11-26T12:00:00Z");
        assertThat(Amounts.ago(now.minusSeconds(3 * 86_400 + 3600), now)).isEqualTo("3d1h");
        assertThat(Amounts.ago(now.plusSeconds(5), now)).isEqualTo("now");
        assertThat(Amounts.span(Duration.ofHours(5))).isEqualTo("5h");
        assertThat(Amounts.share(0.0042)).isEqualTo("0.4%");
    }
}
