package io.sallyport.edge.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeepAliveHintTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "timeout=5 | 4000",
                "max=100, timeout=15 | 14000",
                "timeout=1 | 500",
                "timeout=0 | 0",
                "timeout= | -1",
                "timeout=x | -1",
                "timeout=99999999999 | -1",
                "max=5 | -1",
                "null | -1",
            })
    void staysBelowWhatTheServerSays(String field, long millis) {
        long expected = millis < 0 ? KeepAliveHint.NONE : TimeUnit.MILLISECONDS.toNanos(millis);

        assertThat(KeepAliveHint.nanos(field)).isEqualTo(expected);
    }
}
