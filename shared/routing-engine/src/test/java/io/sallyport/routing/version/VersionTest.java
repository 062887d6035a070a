package io.sallyport.routing.version;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionTest {
    /** Each before the next. The pre-releases of 1.0.0 are the example of section 11 of Semantic Versioning. */
    private static final List<String> ASCENDING = List.of(
            "0",
            "0.0.1",
            "0.9",
            "1.0.0-alpha",
            "1.0.0-alpha.1",
            "1.0.0-alpha.beta",
            "1.0.0-beta",
            "1.0.0-beta.2",
            "1.0.0-beta.11",
            "1.0.0-rc.1",
            "1.0.0",
            "1.0.0.1",
            "1.0.1",
            "1.2",
            "1.9",
            "1.10-1",
            "1.10-2",
            "1.10-10",
            "1.10-123456789012345678901234567890",
            "1.10--",
            "1.10-a",
            "1.10",
            "2",
            "11",
            "2026.01.02",
            "2026.11.26");

    @Test
    void ordersAsSemanticVersioningSays() {
        for (int i = 0; i < ASCENDING.size(); i++) {
            for (int j = 0; j < ASCENDING.size(); j++) {
                assertThat(Integer.signum(version(ASCENDING.get(i)).compareTo(version(ASCENDING.get(j)))))
                        .as(ASCENDING.get(i) + " and " + ASCENDING.get(j))
                        .isEqualTo(Integer.compare(i, j));
            }
        }
    }

    @Test
    void sortsWhatWasShuffled() {
        List<String> shuffled = new ArrayList<>(ASCENDING);
        Collections.shuffle(shuffled, new Random(7));

        shuffled.sort((left, right) -> version(left).compareTo(version(right)));

        assertThat(shuffled).isEqualTo(ASCENDING);
    }

    @ParameterizedTest
    @CsvSource({
        "1.5,          1.5.0",
        "1,            1.0.0.0",
        "v1.5,         1.5",
        "1.5+build.7,  1.5+build.9",
        "1.5-rc+a,     1.5.0-rc",
        "1.05,         1.5",
        "1-01,         1-1"
    })
    void sameInOrderWhateverTheText(String left, String right) {
        assertThat(version(left)).isEqualByComparingTo(version(right)).isEqualTo(version(right));
        assertThat(version(left)).hasSameHashCodeAs(version(right));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "v",
                ".",
                "1.",
                ".1",
                "1..2",
                "a",
                "main-3f2a",
                "1.x",
                "1.5rc1",
                "1.5_1",
                "1.5-",
                "1.5+",
                "1.5-a..b",
                "1.5-ä",
                "-1",
                "+1",
                "1 ",
                "1.2.3.4.5.6.7.8.9",
                "1234567890123456789",
                "~1",
                "vv1",
                "1.5+a+b"
            })
    void hasNoOrder(String text) {
        assertThat(Version.parse(text)).isNull();
    }

    @Test
    void anOverlongTextHasNoOrder() {
        assertThat(Version.parse("1." + "0".repeat(10_000))).isNull();
        assertThat(Version.parse("1-" + "a".repeat(62))).isNotNull();
        assertThat(Version.parse("1-" + "a".repeat(63))).isNull();
    }

    private static Version version(String text) {
        Version version = Version.parse(text);
        assertThat(version).as(text).isNotNull();
        return version;
    }
}
