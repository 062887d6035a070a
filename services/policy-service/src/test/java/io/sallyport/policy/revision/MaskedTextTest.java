package io.sallyport.policy.revision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "via: [\"socks5://ann:s3cret@10.0.0.2:1080\"]|via: [\"socks5://ann:***@10.0.0.2:1080\"]",
                "url: https://ann:p@ss:w/rd@a.test/x|url: https://ann:***@a.test/x",
                "via: \"http://u:${PW:}@a.test\"|via: \"http://u:${PW:}@a.test\"",
                "via: \"http://u:${PW}@a.test\"|via: \"http://u:${PW}@a.test\"",
                "via: \"http://u:${PW:s3cret}@a.test\"|via: \"http://u:***@a.test\"",
                "via: \"http://u:a${PW}@a.test\"|via: \"http://u:***@a.test\"",
                "via: \"http://${U}:s3cret@a.test\"|via: \"http://${U}:***@a.test\"",
                "via: \"http://s3cret@a.test\"|via: \"http://***@a.test\"",
                "via: [\"http://a:s3cret@a.test\", \"http://b:s3cret@b.test\"]|"
                        + "via: [\"http://a:***@a.test\", \"http://b:***@b.test\"]",
                "via: \"http://a:s3cret@a.test>socks5://b:s3cret@b.test\"|via: \"http://a:***@b.test\"",
                "url: https://a.test/lists/ads.txt|url: https://a.test/lists/ads.txt",
                "reason: write to ann@a.test|reason: write to ann@a.test",
            })
    void hidesPasswordsAndNothingElse(String text, String masked) {
        assertThat(MaskedText.of(text)).isEqualTo(masked).doesNotContain("s3cret");
        assertThat(MaskedText.of("a: b\n" + text + "\nc: d\n")).isEqualTo("a: b\n" + masked + "\nc: d\n");
    }

    /** Quadratic time would be an hour. */
    @Test
    @Timeout(60)
    void takesManyUrlsInOnePass() {
        String oneLine = "://a".repeat(1 << 18);
        String manyLines = "url: https://a.test/\n".repeat(1 << 17);

        assertThat(MaskedText.of(oneLine)).isEqualTo(oneLine);
        assertThat(MaskedText.of(manyLines)).isEqualTo(manyLines);
    }

    @Test
    void findsMasksThatSomebodyTakesForPasswords() {
        assertThat(MaskedText.masks("the text", "exits:\n  - {name: nl, via: [\"http://u:***@a.test\"]}\n"))
                .singleElement()
                .hasToString("the text:2:32: found \"***\", which stands for a password that is not shown, allowed: the"
                        + " password itself, or ${NAME} for a variable of policies.yaml");
        assertThat(MaskedText.masks("the text", "via: \"http://***@a.test\"")).hasSize(1);
        assertThat(MaskedText.masks("the text", "# *** watch out ***\nvia: \"http://u:${P:}@a.test\""))
                .isEmpty();
    }
}
