package io.sallyport.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

final class HttpDateTableTest {
    private static final long NOW = Instant.parse("2026-11-23T12:00:00Z").getEpochSecond();

    @ParameterizedTest(name = "{0}: {2}")
    @CsvFileSource(resources = "http-date.csv", delimiter = '|', quoteCharacter = '`', numLinesToSkip = 1)
    void readsTheThreeFormatsAndNothingElse(String text, String expected, String why) {
        long seconds = expected.equals("invalid")
                ? HttpDate.INVALID
                : Instant.parse(expected).getEpochSecond();

        assertThat(HttpDate.parse(text, NOW)).as(why).isEqualTo(seconds);
    }

    @Test
    void blanksAtTheEndsArePartOfTheField() {
        assertThat(HttpDate.parse(" Sun, 06 Nov 1994 08:49:37 GMT", NOW)).isEqualTo(HttpDate.INVALID);
        assertThat(HttpDate.parse("Sun, 06 Nov 1994 08:49:37 GMT ", NOW)).isEqualTo(HttpDate.INVALID);
    }

    @Test
    void letterCaseIsFoldedForAsciiOnly() {
        assertThat(HttpDate.parse("\u017Fun, 06 Nov 1994 08:49:37 GMT", NOW)).isEqualTo(HttpDate.INVALID);
        assertThat(HttpDate.parse("Sun, \u0660\u0666 Nov 1994 08:49:37 GMT", NOW))
                .isEqualTo(HttpDate.INVALID);
    }

    @Test
    void writesThePreferredFormat() {
        assertThat(HttpDate.format(784_111_777)).isEqualTo("Sun, 06 Nov 1994 08:49:37 GMT");
        assertThat(HttpDate.format(0)).isEqualTo("Thu, 01 Jan 1970 00:00:00 GMT");
    }
}
