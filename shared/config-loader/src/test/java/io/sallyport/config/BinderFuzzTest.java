package io.sallyport.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever the text: a value or a {@link ConfigException}, in bounded time. */
@Timeout(60)
class BinderFuzzTest {
    private static final String SEED = """
            name: &n edge   # comment
            count: 20_000
            hold: ${WAIT:10s}
            colour: dark-blue
            words: [a, "b\\n\\u00e9", *n]
            inner: {url: 'http://a', weight: 2}
            inners:
              - http://b
              - url: >-
                  http://c
            nested:
              deep: {members: x, clustered: true}
            default: ~
            """;
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            ":",
            ": ",
            "- ",
            "\n",
            "  ",
            "\t",
            "&a ",
            "*a",
            "!!int ",
            "!x ",
            "'",
            "\"",
            "|",
            ">",
            "%",
            "---\n",
            "...\n",
            "? ",
            "#",
            "${",
            "}",
            "${A}",
            "${A:b}",
            "$${",
            "\u0000",
            "\u0085",
            "\uFEFF",
            "\uD83D",
            "é",
            "<<: ",
            "name",
            "inners",
            "default",
            "null",
            "~",
            "999999999999999999999",
            "-1",
            "1e9",
            "\\",
            "@",
            "`",
            "\r");

    @Test
    void survivesMutatedDocuments() {
        Random random = new Random(20261123);
        int bound = 0;
        for (int i = 0; i < 20_000; i++) {
            bound += bind(mutate(SEED, random)) ? 1 : 0;
        }

        assertThat(bound).as("some mutants are still valid").isPositive();
    }

    @Test
    void survivesRandomPieces() {
        Random random = new Random(9111);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(40); n > 0; n--) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            bind(text.toString());
        }
    }

    private static String mutate(String seed, Random random) {
        StringBuilder text = new StringBuilder(seed);
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 2 -> text.setCharAt(at, (char) random.nextInt(0x180));
                default -> text.delete(at, Math.min(text.length(), at + random.nextInt(20)));
            }
        }
        return text.toString();
    }

    private static boolean bind(String text) {
        try {
            Source source = Source.of("fuzz.yaml", text).withVariables(Map.of("A", "x: [y"));
            return Binder.bind(Sample.class, source).value() != null;
        } catch (ConfigException e) {
            assertThat(e.findings()).isNotEmpty();
            assertThat(e.getMessage()).isNotBlank();
            return false;
        }
    }
}
