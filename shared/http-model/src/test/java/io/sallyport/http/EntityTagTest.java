package io.sallyport.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EntityTagTest {
    /** The table of RFC 9110 section 8.8.3.2, and malformed tags. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    W/"1" | W/"1" | true  | false
                    W/"1" | W/"2" | false | false
                    W/"1" | "1"   | true  | false
                    "1"   | "1"   | true  | true
                    "1"   | "2"   | false | false
                    "1"   | 1     | false | false
                    1     | 1     | true  | true
                    w/"1" | "1"   | false | false
                    W\\"1" | "1"   | false | false
                    W/1   | 1     | false | false
                    "é"   | "é"   | true  | true
                    "é"   | "e"   | false | false
                    "a"   | "A"   | false | false
                    """)
    void comparesByteForByte(String one, String other, boolean weakly, boolean strongly) {
        EntityTag tag = new EntityTag(one);
        EntityTag otherTag = new EntityTag(other);

        assertThat(tag.weaklyEquals(otherTag)).isEqualTo(weakly);
        assertThat(otherTag.weaklyEquals(tag)).isEqualTo(weakly);
        assertThat(tag.stronglyEquals(otherTag)).isEqualTo(strongly);
    }

    @Test
    void readsListsOverSeveralLines() {
        assertThat(EntityTag.list(List.of("\"a\", W/\"b\" ,, \"c,d\"", "e", "", " \"f\\\",\"g\"")))
                .extracting(EntityTag::text)
                .containsExactly("\"a\"", "W/\"b\"", "\"c,d\"", "e", "\"f\\\"", "\"g\"");
    }

    @Test
    void aQuoteThatIsNeverClosedIsOrdinary() {
        assertThat(EntityTag.list(List.of("\"a\", \"b, c")))
                .extracting(EntityTag::text)
                .containsExactly("\"a\"", "\"b", "c");
    }

    @Test
    void onlyALoneStarMeansAny() {
        assertThat(EntityTag.isAny(List.of(" * "))).isTrue();
        assertThat(EntityTag.isAny(List.of("*", "\"a\""))).isFalse();
        assertThat(EntityTag.isAny(List.of("\"*\""))).isFalse();
        assertThat(EntityTag.isAny(List.of())).isFalse();
    }

    @Test
    void anyTextIsReadWithoutFailing() {
        Random random = new Random(7);
        String pieces = "\"\\,W/ aé*";
        for (int i = 0; i < 50_000; i++) {
            StringBuilder line = new StringBuilder();
            for (int n = random.nextInt(16); n > 0; n--) {
                line.append(pieces.charAt(random.nextInt(pieces.length())));
            }
            for (EntityTag tag : EntityTag.list(List.of(line.toString()))) {
                assertThat(tag.text()).isNotBlank();
                assertThat(tag.weaklyEquals(tag)).isTrue();
            }
        }
    }
}
