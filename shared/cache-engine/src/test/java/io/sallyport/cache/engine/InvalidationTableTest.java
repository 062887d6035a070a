package io.sallyport.cache.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.cache.engine.stored.CacheKey;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

final class InvalidationTableTest {
    @ParameterizedTest(name = "{0} {1} [{2}]: {4}")
    @CsvFileSource(resources = "invalidation.csv", delimiter = '|', quoteCharacter = '`', numLinesToSkip = 1)
    void namesWhatIsToGo(String method, int status, String response, String expected, String why) {
        assertThat(Invalidation.of(Messages.key(), method, status, Messages.fields(response)).stream()
                        .peek(key -> assertThat(key.track()).isEqualTo("stable"))
                        .map(CacheKey::url)
                        .collect(Collectors.joining(" ")))
                .as(why)
                .isEqualTo(expected);
    }
}
