package io.sallyport.routing.version;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionRangeTest {
    @ParameterizedTest
    @CsvSource({
        "~1.1,         1.1 1.1.0 1.1.9 1.1.0.1 1.1+b,    1.0.9 1.2 1.2.0-rc.1 1.1.0-rc.1 2 main",
        "~1.1.3,       1.1.3 1.1.9,                      1.1.2 1.2.0",
        "~1,           1.0 1.9.9,                        0.9 2.0",
        "~1.1.0-rc.2,  1.1.0-rc.2 1.1.0-rc.10 1.1.0 1.1.5, 1.1.0-rc.1 1.1.1-rc.3 1.2",
        "^1.2,         1.2 1.2.0 1.9.9,                  1.1.9 2.0 2.0.0-rc.1",
        "^1.2.3,       1.2.3 1.3,                        1.2.2 2",
        "^0.2.3,       0.2.3 0.2.9,                      0.2.2 0.3.0",
        "^0.0.3,       0.0.3,                            0.0.2 0.0.4",
        "^0.0,         0.0 0.0.9,                        0.1",
        "^0,           0.0 0.9,                          1",
        "1.x,          1 1.0 1.9.9,                      0.9 2.0 1.5-rc.1",
        "1.5.X,        1.5 1.5.9,                        1.4 1.6",
        "1.5.*,        1.5.1,                            1.6",
        ">=1.2 <2,     1.2 1.9.9,                        1.1.9 2 2.0.0 1.5-rc.1 2.0.0-rc.1",
        "'>= 1.2  <2', 1.2,                              2",
        ">1.2 <=2,     1.2.1 2 2.0.0,                    1.2 1.2.0 2.0.1",
        ">=1.2.0-rc.1 <2, 1.2.0-rc.1 1.2.0-rc.9 1.5,     1.2.0-beta 1.3.0-rc.1 2",
        "=1.5,         1.5 1.5.0 v1.5 1.5+b,             1.5.1 1.5-rc",
        ">=1,          1 99,                             0.9 main",
        "1.x >=1.3,    1.3 1.9,                          1.2 2",
    })
    void contains(String range, String inside, String outside) {
        VersionRange parsed = VersionRange.parse(range);

        assertThat(parsed).isNotNull();
        assertThat(inside.split(" "))
                .allSatisfy(version ->
                        assertThat(parsed.contains(version)).as(version).isTrue());
        assertThat(outside.split(" "))
                .allSatisfy(version ->
                        assertThat(parsed.contains(version)).as(version).isFalse());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "1.5.0-rc.1", "main", "x", "v1.x", "fix.x", "", "1.5.x.1", "2026-11-26"})
    void nameOneVersion(String text) {
        assertThat(VersionRange.isRange(text)).isFalse();
        assertThat(VersionRange.parse(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "~",
                "^main",
                ">=",
                ">=1.2 2",
                "1.2 - 2",
                ">=1.2 || 3",
                "=>1",
                "~~1",
                "<>1",
                " ",
                "1.2 1.3",
                ">=1.x",
                "==1"
            })
    void areNoRanges(String text) {
        assertThat(VersionRange.isRange(text)).isTrue();
        assertThat(VersionRange.parse(text)).isNull();
    }

    @Test
    void readsAnyTextWithoutFailing() {
        Random random = new Random(41);
        int ranges = 0;
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(10); n > 0; n--) {
                text.append("~^<>=.x* -+1290av".charAt(random.nextInt(17)));
            }
            VersionRange range = VersionRange.parse(text.toString());
            if (range != null) {
                ranges++;
                range.contains("1.2.3");
                assertThat(range).hasToString(text.toString());
            }
        }
        assertThat(ranges).isGreaterThan(1000);
    }
}
