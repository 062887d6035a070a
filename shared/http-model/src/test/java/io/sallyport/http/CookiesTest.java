package io.sallyport.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CookiesTest {
    private static final String[] PIECES = {"a", "b", "ab", "A", "=", "==", ";", "; ", " ", "\t", "\"", ",", "é", "1"};

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "null",
            value = {
                "'a=1'                | a  | 1",
                "'a=1; b=2'           | b  | 2",
                "'a=1;b=2'            | b  | 2",
                "'a=1;  b = 2'        | b  | null",
                "'a= 1 ; b=2'         | a  | ' 1'",
                "'b=2 '               | b  | 2",
                "'a=1; a=2'           | a  | 1",
                "'aa=1; a=2'          | a  | 2",
                "'A=1; a=2'           | a  | 2",
                "'a=\"1\"'            | a  | '\"1\"'",
                "'a=1=2'              | a  | 1=2",
                "'a='                 | a  | ''",
                "'a'                  | a  | null",
                "'a; b=2'             | a  | null",
                "'x=a=1'              | a  | null",
                "''                   | a  | null",
                "';;; a=1;'           | a  | 1",
                "'=1'                 | '' | null",
            })
    void findsTheFirstOfTheName(String line, String name, String value) {
        assertThat(Cookies.value(line, name)).isEqualTo(value);
    }

    @Test
    void looksAtEveryLine() {
        HeaderList headers = HeaderList.of("Cookie", "a=1", "Host", "x", "cookie", "b=2; a=3");

        assertThat(Cookies.value(headers, "a")).isEqualTo("1");
        assertThat(Cookies.value(headers, "b")).isEqualTo("2");
        assertThat(Cookies.value(headers, "c")).isNull();
        assertThat(Cookies.value(HeaderList.EMPTY, "a")).isNull();
    }

    /** The slow way to the same answer: cut at every semicolon, then at the first equals sign. */
    @Test
    void agreesWithCuttingTheLine() {
        Random random = new Random(31);
        int found = 0;
        for (int i = 0; i < 50_000; i++) {
            StringBuilder line = new StringBuilder();
            for (int n = random.nextInt(12); n > 0; n--) {
                line.append(PIECES[random.nextInt(PIECES.length)]);
            }
            String name = random.nextBoolean() ? "a" : "ab";

            String value = Cookies.value(line.toString(), name);

            assertThat(value).as(line.toString()).isEqualTo(cut(line.toString(), name));
            found += value == null ? 0 : 1;
        }
        assertThat(found).isGreaterThan(500);
    }

    private static String cut(String line, String name) {
        List<String> values = new ArrayList<>();
        for (String pair : line.split(";")) {
            String stripped = pair.replaceFirst("^[ \\t]+", "");
            if (stripped.startsWith(name + "=")) {
                values.add(stripped.substring(name.length() + 1).replaceFirst("[ \\t]+$", ""));
            }
        }
        return values.isEmpty() ? null : values.get(0);
    }

    @Test
    void knowsWhetherANameComesAgain() {
        assertThat(Cookies.isRepeated(HeaderList.of("Cookie", "a=1; b=2; a=3"), "a"))
                .isTrue();
        assertThat(Cookies.isRepeated(HeaderList.of("Cookie", "a=1", "Cookie", "a=1"), "a"))
                .isTrue();
        assertThat(Cookies.isRepeated(HeaderList.of("Cookie", "a=1; b=a=2; ba=3; A=4"), "a"))
                .isFalse();
        assertThat(Cookies.isRepeated(HeaderList.EMPTY, "a")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'tier=1'                     | false",
                "'a=1; tier=2'                | false",
                "'a=1;tier=2'                 | false",
                "'a=\"1\"; tier=\"2\"'        | false",
                "'a=1, xtier=2'               | false",
                "'a=tier=2'                   | false",
                "'tiers=2, a=tier'            | false",
                "'a=1, tier=2'                | true",
                "'a=1,tier=2'                 | true",
                "'a=1 tier=2'                 | true",
                "'a=1\ttier=2'                | true",
                "'a=\"1; tier=2'              | true",
                "'a=\"1; tier=2; b=\"'        | true",
                "'a=\"tier=2\"'              | true",
                "'tier=1; a=1, tier=2'        | true",
            })
    void knowsWhereServersDifferAboutACookie(String line, boolean ambiguous) {
        assertThat(Cookies.isAmbiguous(HeaderList.of("Cookie", "z=1", "Cookie", line), "tier"))
                .isEqualTo(ambiguous);
    }

    /** Quadratic time would be an hour. */
    @Test
    @Timeout(60)
    void looksForDifferencesInOnePass() {
        String line = "a=\"\"; " + "tier=1;".repeat(1 << 18);

        assertThat(Cookies.isAmbiguous(HeaderList.of("Cookie", line), "tier")).isFalse();
    }
}
