package io.sallyport.cache.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.http.ByteRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

final class PartialAnswerTest {
    private static final int LENGTH = 10;

    @ParameterizedTest(name = "{0} [{1}] on {2} [{3}]: {5}")
    @CsvFileSource(resources = "partial.csv", delimiter = '|', quoteCharacter = '`', numLinesToSkip = 1)
    void decides(String method, String request, int status, String stored, String expected, String why) {
        String fields = "Cache-Control: max-age=60" + (stored == null ? "" : " ~ " + stored);
        ByteRange part = PartialAnswer.decide(
                Messages.request(method, request),
                Messages.stored("", status, fields).head(),
                LENGTH);

        assertThat(part == null ? "whole" : part.isUnsatisfiable() ? "none" : part.toString())
                .as(why)
                .isEqualTo(expected);
    }
}
