package io.sallyport.logs.filter;

import static io.sallyport.logs.Records.record;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class FilterFuzzTest {
    private static final String[] PIECES = {
        "status",
        "path",
        "outcome",
        "duration",
        "bytesIn",
        "host",
        "nope",
        "and",
        "or",
        "not",
        "(",
        ")",
        "=",
        "!=",
        "!",
        "<",
        "<=",
        ">",
        ">=",
        "~",
        "\"",
        "'",
        "\\",
        " ",
        "\t",
        "\n",
        "500",
        "2s",
        "4KiB",
        "shop",
        "\"a b\"",
        "'x'",
        "\u00e9",
        "\ud83d",
        "\0",
        "forwarded",
        "99999999999999999999",
        "in",
        ",",
        "*",
        "\\*",
        "client",
        "10.0.0.0/8",
        "2001:db8::/32",
        "500..599",
        "..",
        "in (",
    };

    @Test
    void neverEndsInAnythingButAFilterOrAPosition() {
        Random random = new Random(20260101);
        for (int round = 0; round < 200_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(14); i >= 0; i--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
                text.append(random.nextBoolean() ? " " : "");
            }
            check(text.toString());
        }
    }

    @Test
    void takesArbitraryCharacters() {
        Random random = new Random(20260102);
        for (int round = 0; round < 50_000; round++) {
            char[] text = new char[random.nextInt(40)];
            for (int i = 0; i < text.length; i++) {
                text[i] = (char) (random.nextInt(8) == 0 ? random.nextInt(0x10000) : 32 + random.nextInt(95));
            }
            check(new String(text));
        }
    }

    private static void check(String text) {
        ParsedFilter parsed = FilterParser.parse(text);
        if (parsed instanceof ParsedFilter.Refused refused) {
            assertThat(refused.position()).as(text).isBetween(1, text.length() + 1);
            assertThat(refused.detail()).contains("found", "allowed", "^");
        } else {
            Filter filter = ((ParsedFilter.Accepted) parsed).filter();
            filter.accepts(record().kept());
            SqlCondition sql = new SqlCondition();
            filter.write(sql);
            assertThat(sql.text().chars().filter(c -> c == '?').count())
                    .isGreaterThanOrEqualTo(sql.values().size());
        }
    }
}
