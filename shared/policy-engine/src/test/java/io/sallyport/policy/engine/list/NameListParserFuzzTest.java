package io.sallyport.policy.engine.list;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.policy.ListDocument.Format;
import java.io.IOException;
import java.io.StringReader;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NameListParserFuzzTest {
    private static final String[] PIECES = {
        "0.0.0.0 ",
        "127.0.0.1\t",
        "::1 ",
        "[::1]",
        "ads.test",
        "*.",
        ".",
        "..",
        "-",
        "xn--",
        "xn--a-0.",
        "\u3002",
        "\u00fc",
        "\u0130",
        "\u200d",
        "\ud800",
        "\udc00",
        "\uFEFF",
        "#",
        "!",
        "\n",
        "\r",
        "\r\n",
        "\0",
        " ",
        "\u2028",
        "%",
        "@",
        "://",
        "a".repeat(70),
        "x".repeat(5000),
        "1",
        "0x",
        "\u00df",
        "\uff0e",
        "\u06dd",
        "\u202e",
        "||",
        "@@||",
        "^",
        "$third-party",
        "$important",
        "##",
        "/",
        ";",
        "$ORIGIN ",
        " CNAME .",
        " IN SOA a. b. (",
        ")",
        "\"",
        "*.test",
        "rpz-passthru.",
        "@"
    };

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int pieces = random.nextInt(30);
        for (int i = 0; i < pieces; i++) {
            text.append(
                    random.nextInt(3) == 0
                            ? String.valueOf((char) random.nextInt(0x10000))
                            : PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void neverThrowsAndCountsEveryLineAtMostOnce(Format format) throws IOException {
        Random random = new Random(format.ordinal());

        for (int i = 0; i < 30_000; i++) {
            String text = text(random);
            ParsedNames parsed = NameListParser.parse(new StringReader(text), format);
            long lines = text.chars().filter(c -> c == '\n' || c == '\r').count() + 1;
            assertThat(parsed.skipped()).isBetween(0L, lines);
            assertThat(parsed.byReason().values().stream()
                            .mapToLong(Long::longValue)
                            .sum())
                    .isEqualTo(parsed.skipped());
            assertThat(NameSetReader.read(parsed.names().stored().readAllBytes()))
                    .isEqualTo(parsed.names());
        }
    }
}
