package io.sallyport.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class FieldNamesTest {
    @Test
    void takesAllLinesTogetherInLowerCaseEachNameOnce() {
        FieldNames names = FieldNames.parse(List.of("Accept-Language, accept", " Accept ,,", ""));

        assertThat(names).isEqualTo(new FieldNames(false, List.of("accept", "accept-language")));
        assertThat(names.contains("ACCEPT")).isTrue();
        assertThat(names.contains("foo")).isFalse();
    }

    @Test
    void findsTheStarAnywhere() {
        assertThat(FieldNames.parse(List.of("*")).any()).isTrue();
        assertThat(FieldNames.parse(List.of("foo", "bar, *")).any()).isTrue();
        assertThat(FieldNames.parse(List.of(", *, foo")).any()).isTrue();
        assertThat(FieldNames.parse(List.of("foo*")).any()).isFalse();
        assertThat(FieldNames.parse(List.of())).isSameAs(FieldNames.NONE);
    }
}
