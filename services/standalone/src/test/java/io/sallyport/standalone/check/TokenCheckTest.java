package io.sallyport.standalone.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.config.ConfigException;
import io.sallyport.config.Finding;
import io.sallyport.standalone.SampleFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenCheckTest {
    private static final String LONG = "0123456789abcdef";

    @TempDir
    private Path folder;

    private SampleFolder sample;

    @BeforeEach
    void write() {
        sample = SampleFolder.in(folder, 9101);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tokens: [{name: a, token: short}] | admin.tokens[0].token: found 5 characters, allowed: 16 or more",
                "tokens: [{name: a, token: \"0123456789 abcdef\"}] | admin.tokens[0].token: found a character that a field cannot carry",
                "tokens: [{name: a, token: 0123456789abcdef}, {name: a, token: 0123456789abcdeg}]"
                        + " | admin.tokens[1].name: found \"a\" again, allowed: a name that no other token has",
                "tokens: [{name: a, token: 0123456789abcdef}, {name: b, token: 0123456789abcdef}]"
                        + " | admin.tokens[1].token: found the same token as admin.tokens[0].token",
                "token: 0123456789abcdef, tokens: [{name: b, token: 0123456789abcdef}]"
                        + " | admin.tokens[0].token: found the same token as admin.token",
                "token: 0123456789abcdef, tokens: [{name: admin, token: 0123456789abcdeg}]"
                        + " | admin.tokens[0].name: found \"admin\", which is the name of admin.token",
                "'bind: \"0.0.0.0:0\", token: short' | admin.token: found 5 characters, allowed: 16 or more",
            })
    void namesThePlaceAndTheRemedy(String admin, String finding) {
        suite(admin);

        assertThatThrownBy(() -> FolderCheck.run(folder, Map.of(), new Properties()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(finding)
                .hasMessageNotContaining(LONG);
    }

    @Test
    void warnsOfAShortTokenOfThisMachineAlone() {
        suite("token: short");

        assertThat(warnings()).anyMatch(text -> text.contains("admin.token: found 5 characters"));
    }

    @Test
    void warnsWhenNobodyMayChangeAnything() {
        suite("tokens: [{name: a, token: " + LONG + "}]");

        assertThat(warnings()).anyMatch(text -> text.contains("admin.tokens: found none that may change anything"));
    }

    @Test
    void isContentWithTokensOfTheirOwn() {
        suite("token: " + LONG + ", tokens: [{name: a, token: 1" + LONG + "}, {name: b, token: 2" + LONG
                + ", role: operate}]");

        assertThat(warnings()).noneMatch(text -> text.contains("admin"));
    }

    private void suite(String admin) {
        String bind = admin.contains("bind:") ? "" : "bind: \"127.0.0.1:0\", ";
        sample.with(
                "sallyport.yaml",
                SampleFolder.SUITE.replaceAll("(?m)^admin: .*$", "") + "\nadmin: {" + bind + admin + "}\n");
    }

    private List<String> warnings() {
        return FolderCheck.run(folder, Map.of(), new Properties()).warnings().stream()
                .map(Finding::toString)
                .toList();
    }
}
