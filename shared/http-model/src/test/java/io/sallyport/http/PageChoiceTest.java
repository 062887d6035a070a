package io.sallyport.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageChoiceTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 | true",
                "TEXT/HTML | true",
                "application/xhtml+xml | true",
                "text/html;q=0.5, application/json;q=0.5 | true",
                "text/html;q=0.4, application/json | false",
                "application/problem+json, text/html;q=0.9 | false",
                "text/html;q=0 | false",
                "*/* | false",
                "text/* | false",
                "image/avif,image/webp,*/*;q=0.8 | false",
                "application/json | false",
                ";;;,, | false",
            })
    void goesByWhatIsNamed(String accept, boolean page) {
        assertThat(PageChoice.isPage(List.of(accept))).isEqualTo(page);
    }

    @Test
    void isNoneForAClientThatSaysNothing() {
        assertThat(PageChoice.isPage(List.of())).isFalse();
    }
}
