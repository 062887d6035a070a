package io.sallyport.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DeltaSecondsTest {
    /** RFC 9111 section 5.1. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    7200          | 7200
                    0             | 0
                    007200        | 7200
                    7200, 0       | 7200
                    0, 7200       | 0
                    7200 ,        | 7200
                    abc, 7200     | -1
                    -7200         | -1
                    7200.0        | -1
                    7200a         | -1
                    a7200         | -1
                    "7200"        | -1
                    ``            | -1
                    2147483649    | 2147483648
                    99999999999   | 2147483648
                    18446744073709551617 | 2147483648
                    """)
    void readsTheFirstMemberOfAge(String line, long seconds) {
        assertThat(DeltaSeconds.age(List.of(line))).isEqualTo(seconds);
    }

    @Test
    void theFirstLineOfAgeCounts() {
        assertThat(DeltaSeconds.age(List.of("5", "7200"))).isEqualTo(5);
        assertThat(DeltaSeconds.age(List.of())).isEqualTo(DeltaSeconds.INVALID);
    }
}
