package io.sallyport.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

final class CacheControlTableTest {
    @ParameterizedTest(name = "{0}: {2}")
    @CsvFileSource(resources = "cache-control.csv", delimiter = '|', quoteCharacter = '`', numLinesToSkip = 1)
    void readsDirectives(String lines, String expected, String why) {
        List<String> field = Arrays.asList(lines.split(" ~ ", -1));

        assertThat(CacheControl.parse(field)).as(why).hasToString(expected);
    }

    @Test
    void absentIsNotZero() {
        CacheControl control = CacheControl.parse(List.of("s-maxage=0"));

        assertThat(control.seconds(CacheDirective.S_MAXAGE)).isZero();
        assertThat(control.seconds(CacheDirective.MAX_AGE)).isEqualTo(CacheControl.ABSENT);
        assertThat(CacheControl.parse(List.of())).isSameAs(CacheControl.NONE);
    }

    @Test
    void equalDirectivesAreEqual() {
        CacheControl one = CacheControl.parse(List.of("max-age=5, no-cache"));
        CacheControl other = CacheControl.parse(List.of("no-cache", "max-age=05"));

        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
        assertThat(one).isNotEqualTo(CacheControl.NONE);
    }
}
