package io.sallyport.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Against the grammar of RFC 9651 written as one expression, which is slow and plain to see. */
final class StructuredDictionaryFuzzTest {
    private static final int ROUNDS = 100_000;
    private static final String KEY = "[a-z*][a-z0-9_.*-]*";
    private static final String STRING = "\"(?:[ !#-\\[\\]-~]|\\\\[\"\\\\])*\"";
    private static final String BARE = "(?:-?\\d{1,12}\\.\\d{1,3}|-?\\d{1,15}|" + STRING
            + "|[A-Za-z*][A-Za-z0-9!#$%&'*+.^_`|~:/-]*|:[A-Za-z0-9+/=]*:|\\?[01]|@-?\\d{1,15}"
            + "|%\"(?:[ !#$&-~]|%[0-9a-f]{2})*\")";
    private static final String PARAMETERS = "(?:; *" + KEY + "(?:=" + BARE + ")?)*";
    private static final String ITEM = BARE + PARAMETERS;
    private static final String INNER = "\\( *(?:" + ITEM + "(?: +" + ITEM + ")* *)?\\)" + PARAMETERS;
    private static final String MEMBER = KEY + "(?:=(?:" + INNER + "|" + ITEM + ")|" + PARAMETERS + ")";
    private static final Pattern DICTIONARY =
            Pattern.compile(" *(?:" + MEMBER + "(?:[ \\t]*,[ \\t]*" + MEMBER + ")*[ \\t]*)?");
    private static final String[] PIECES = {
        "a",
        "max-age",
        "*b",
        "A",
        "=",
        "=",
        "=",
        ",",
        ", ",
        ";",
        "; ",
        " ",
        "\t",
        "\"",
        "\"x\"",
        "\\",
        "\\\"",
        "1",
        "-",
        "60",
        "999999999999999",
        "1.5",
        "1.",
        "?1",
        "?0",
        "?",
        ":",
        "YQ==",
        "(",
        ")",
        "(1 2)",
        "@1",
        "%\"",
        "%e2",
        "é"
    };

    @Test
    void takesWhatTheGrammarHasAndNothingElse() {
        Random random = new Random(11);
        int read = 0;
        for (int i = 0; i < ROUNDS; i++) {
            String text = text(random);
            boolean valid = DICTIONARY.matcher(text).matches();

            assertThat(StructuredDictionary.parse(List.of(text)) != null)
                    .as(text)
                    .isEqualTo(valid);
            read += valid ? 1 : 0;
        }
        assertThat(read).isBetween(ROUNDS / 50, ROUNDS / 2);
    }

    @Test
    void targetedDirectivesComeOutInBounds() {
        Random random = new Random(12);
        for (int i = 0; i < ROUNDS; i++) {
            CacheControl control = CacheControl.parseTargeted(List.of("max-age" + text(random), text(random)));
            if (control != null) {
                assertThat(control.seconds(CacheDirective.MAX_AGE)).isBetween(CacheControl.ABSENT, DeltaSeconds.MAX);
                assertThat(CacheControl.parse(List.of(control.toString())).toString())
                        .isEqualTo(control.toString());
            }
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(1, 9); n > 0; n--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }
}
