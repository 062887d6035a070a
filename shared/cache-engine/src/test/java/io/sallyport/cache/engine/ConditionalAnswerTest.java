package io.sallyport.cache.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

final class ConditionalAnswerTest {
    @ParameterizedTest(name = "[{0}] on {1} [{2}]: {4}")
    @CsvFileSource(resources = "conditional.csv", delimiter = '|', quoteCharacter = '`', numLinesToSkip = 1)
    void decides(String request, int status, String stored, ConditionalAnswer expected, String why) {
        assertThat(ConditionalAnswer.decide(
                        Messages.get(request),
                        Messages.stored("", status, stored).head()))
                .as(why)
                .isEqualTo(expected);
    }

    @Test
    void a304CarriesEverythingButWhatDescribesTheBody() {
        String date = "Date: Mon, 23 Nov 2026 12:00:00 GMT";
        String kept =
                " ~ ETag: \"a\" ~ Cache-Control: max-age=60 ~ Vary: Foo ~ Content-Location: /b ~ Expires: 0 ~ X-A: 1";
        String ofTheBody = " ~ Content-Type: a/b ~ Content-Length: 3 ~ Content-Encoding: br ~ Content-Language: de";

        assertThat(ConditionalAnswer.fields(
                        Messages.stored("", 200, date + ofTheBody + kept).head()))
                .hasToString(Messages.fields(date + kept).toString());
    }
}
