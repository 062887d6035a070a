package io.sallyport.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class CacheControlFuzzTest {
    private static final int ROUNDS = 50_000;
    private static final String[] PIECES = {
        "max-age",
        "s-maxage",
        "no-store",
        "private",
        "foo",
        "=",
        ",",
        " ",
        "\t",
        "\"",
        "\\",
        "0",
        "3600",
        "'",
        "é",
        "-1"
    };

    @Test
    void readsAnyTextWithoutFailing() {
        Random random = new Random(4);
        for (int i = 0; i < ROUNDS; i++) {
            String line = line(random);
            CacheControl control = CacheControl.parse(List.of(line, line(random)));

            for (CacheDirective directive : CacheDirective.values()) {
                assertThat(control.seconds(directive)).as(line).isBetween(CacheControl.ABSENT, DeltaSeconds.MAX);
            }
        }
    }

    @Test
    void writingAndReadingAgainChangesNothing() {
        Random random = new Random(5);
        for (int i = 0; i < ROUNDS; i++) {
            CacheControl control = CacheControl.parse(List.of(line(random)));

            assertThat(CacheControl.parse(List.of(control.toString()))).isEqualTo(control);
        }
    }

    /** What stands before a stray quote can hide nothing behind it. */
    @Test
    void noPrefixWithoutACompleteStringHidesNoStore() {
        Random random = new Random(6);
        for (int i = 0; i < ROUNDS; i++) {
            String line = line(random).replace("\"", "") + ", no-store";

            assertThat(CacheControl.parse(List.of(line)).has(CacheDirective.NO_STORE))
                    .as(line)
                    .isTrue();
        }
    }

    @Test
    void unbalancedQuotesAreReadInOnePass() {
        String line = "\"" + "\\\"".repeat(500_000) + ", no-store";

        assertThat(CacheControl.parse(List.of(line)).has(CacheDirective.NO_STORE))
                .isTrue();
    }

    private static String line(Random random) {
        StringBuilder line = new StringBuilder();
        for (int n = random.nextInt(12); n > 0; n--) {
            line.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return line.toString();
    }
}
