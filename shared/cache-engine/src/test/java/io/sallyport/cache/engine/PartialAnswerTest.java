package io.sallyport.cache.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.http.range.ByteRange;
import io.sallyport.http.range.ByteRanges;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

final class PartialAnswerTest {
    private static final int LENGTH = 10;

    @ParameterizedTest(name = "{0} [{1}] on {2} [{3}]: {5}")
    @CsvFileSource(resources = "partial.csv", delimiter = '|', quoteCharacter = '`', numLinesToSkip = 1)
    void decides(String method, String request, int status, String stored, String expected, String why) {
        String fields = "Cache-Control: max-age=60" + (stored == null ? "" : " ~ " + stored);
        ByteRanges parts = PartialAnswer.decide(
                Messages.request(method, request),
                Messages.stored("", status, fields).head(),
                LENGTH);

        assertThat(parts == null ? "whole" : parts.isUnsatisfiable() ? "none" : text(parts))
                .as(why)
                .isEqualTo(expected);
    }

    private static String text(ByteRanges ranges) {
        return ranges.parts().stream().map(ByteRange::toString).collect(Collectors.joining(" and "));
    }
}
