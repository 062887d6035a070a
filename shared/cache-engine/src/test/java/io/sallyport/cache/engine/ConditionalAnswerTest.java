package io.sallyport.cache.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(strings = {"Content-Type", "content-length", "Content-Encoding", "Content-Language", "Content-Range"})
    void a304LeavesOutWhatDescribesTheBody(String name) {
        assertThat(ConditionalAnswer.isLeftOut(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ETag", "Date", "Cache-Control", "Content-Location", "Expires", "Vary", "Last-Modified", "X-A"})
    void a304CarriesTheRest(String name) {
        assertThat(ConditionalAnswer.isLeftOut(name)).isFalse();
    }
}
