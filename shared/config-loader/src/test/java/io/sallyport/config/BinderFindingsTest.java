package io.sallyport.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class BinderFindingsTest {
    @Test
    void namesTheAllowedKeysAndTheProbableOne() {
        assertThat(findings("name: a\nnested:\n  headTimout: 3s\n"))
                .containsExactly("f.yaml:3:3: nested.headTimout: found an unknown key, allowed: url, headTimeout, deep"
                        + " (did you mean \"headTimeout\"?)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "count: many      | 1:8: count: found \"many\", allowed: a whole number from -2147483648 to 2147483647",
                "count: 3e9       | 1:8: count: found \"3e9\", allowed: a whole number from -2147483648 to 2147483647",
                "count: 99999999999 | 1:8: count: found \"99999999999\", allowed: a whole number from -2147483648 to 2147483647",
                "on: yes          | 1:5: on: found \"yes\", allowed: true, false",
                "hold: 10         | 1:7: hold: found \"10\", allowed: a duration such as 500ms, 10s, 5m, 1h or 7d",
                "hold: 9999999999999d | 1:7: hold: found \"9999999999999d\", allowed: at most 36500d",
                "hold: -1s        | 1:7: hold: found \"-1s\", allowed: a duration such as 500ms, 10s, 5m, 1h or 7d",
                "colour: Red      | 1:9: colour: found \"Red\", allowed: red, dark-blue (did you mean \"red\"?)",
                "colour: {a: b}   | 1:9: colour: found a mapping, allowed: red, dark-blue",
                "token: h2        | 1:8: token: found \"h2\", allowed: http/1",
                "name: [a]        | 1:7: name: found a list, allowed: a text",
                "words: [a, ~]    | 1:12: words[1]: found nothing, allowed: a text",
                "words: [a, {}]   | 1:12: words[1]: found a mapping, allowed: a text",
                "name: \"a\\0b\"   | 1:7: name: found \"a?b\", allowed: a text without NUL characters",
                "inner: \"f\\rp\"  | 1:8: inner: found \"f\\rp\", allowed: http:",
                "nested: text     | 1:9: nested: found \"text\", allowed: a mapping of url, headTimeout, deep",
                "inner: ftp       | 1:8: inner: found \"ftp\", allowed: http:",
                "inner: {url: ftp}| 1:14: inner.url: found \"ftp\", allowed: http:",
                "inner: {weight: 1} | 1:8: inner.url: found nothing, allowed: a URL",
                "<<: {a: b}       | 1:1: <<: found an unknown key, allowed: name, count, boxed, total, on, hold, colour, token, words, ports, inner, inners, nested, default",
                "name: !!java.io.File [x] | 1:7: found a syntax error (Global tag is not allowed: tag:yaml.org,2002:java.io.File), allowed: YAML or JSON",
                "name: !x y       | 1:7: name: found the tag !x, allowed: values without tags",
                "name: ${NOBODY}  | 1:7: name: found ${NOBODY}, which is not set, allowed: a set variable, or ${NOBODY:default}",
                "name: a ${ b     | 1:7: name: found \"${\" without a name and \"}\", allowed: ${NAME}, ${NAME:default}, or $${ for a plain ${",
                "? [a] \\n: b     | 1:3: found a key that is a list or a mapping, allowed: keys that are words"
            })
    void saysWhatWasFoundAndWhatIsAllowed(String text, String expected) {
        assertThat(findings(text.replace("\\n", "\n"))).containsExactly("f.yaml:" + expected);
    }

    @Test
    void refusesADocumentThatIsNotAMapping() {
        assertThat(findings("- a\n- b\n"))
                .singleElement()
                .asString()
                .contains("found a list, allowed: a mapping of name,");
        assertThat(findings("text")).singleElement().asString().contains("found \"text\", allowed: a mapping of name,");
    }

    @Test
    void refusesAKeyWrittenTwice() {
        assertThat(findings("name: a\ncount: 1\nname: b\n"))
                .containsExactly(
                        "f.yaml:3:1: name: found the key a second time, allowed: once; the first is in line 1");
    }

    @Test
    void collectsEverythingThatIsWrongInTheOrderOfTheText() {
        List<String> findings = findings("""
                nam: a
                count: x
                inners:
                  - {url: ftp}
                  - {url: "http://fine", hold: 1}
                  - http://fine
                hold: soon
                """);

        assertThat(findings).hasSize(5);
        assertThat(findings.get(0)).startsWith("f.yaml:1:1: nam:");
        assertThat(findings.get(2)).startsWith("f.yaml:4:11: inners[0].url:");
        assertThat(findings.get(4)).startsWith("f.yaml:7:7: hold:");
    }

    @Test
    void boundsTheNumberOfFindings() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 5000; i++) {
            text.append("key").append(i).append(": 1\n");
        }

        assertThat(findings(text.toString())).hasSize(101).last().asString().contains("4900 more findings");
    }

    @Test
    void pointsAtSyntaxErrors() {
        assertThat(findings("name: a\ncount: [1, 2\nwait: 1s\n"))
                .singleElement()
                .asString()
                .startsWith("f.yaml:3:5: found a syntax error (")
                .endsWith("), allowed: YAML or JSON");
        assertThat(findings("name: a\n\tcount: 1\n")).singleElement().asString().startsWith("f.yaml:2:1: ");
        assertThat(findings("name: *.site.test\n"))
                .singleElement()
                .asString()
                .endsWith("allowed: YAML or JSON; a value that begins with * stands in quotes");
        assertThat(findings("a: b\n---\nc: d\n")).singleElement().asString().startsWith("f.yaml:2:1: ");
        assertThat(findings("name: \u0000")).singleElement().asString().startsWith("f.yaml: found unreadable text (");
    }

    @Test
    void boundsAliasesDepthAndSize() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 30; i++) {
            String before = "*a" + (i - 1);
            bomb.append("a%d: &a%d [%s, %s]%n".formatted(i, i, before, before));
        }

        assertThat(findings(bomb.toString())).isNotEmpty();
        assertThat(findings("words: &w [*w]")).isNotEmpty();
        assertThat(findings("words: " + "[".repeat(100_000))).isNotEmpty();
        assertThat(findings("nested: " + "{a: ".repeat(1000) + "}".repeat(1000)))
                .isNotEmpty();
        assertThat(findings("name: " + "x".repeat(Source.MAX_BYTES))).isNotEmpty();
    }

    @Test
    void neverPrintsWhatAVariableHolds() {
        Source source = Source.of(
                        "f.yaml", "inner: {url: 'ftp://${PASSWORD}'}\ncount: ${PASSWORD}\ninners: ['x${PASSWORD}']\n")
                .withVariables(Map.of("PASSWORD", "geheim"));

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> Binder.bind(Sample.class, source))
                .satisfies(e -> assertThat(e.findings()).hasSize(3))
                .satisfies(e -> assertThat(e).message().contains("${PASSWORD}").doesNotContain("geheim"));
    }

    @Test
    void reportsFilesThatCannotBeRead(@TempDir Path folder) throws IOException {
        Path latin = Files.write(folder.resolve("latin.yaml"), new byte[] {'a', ':', ' ', (byte) 0xe9});

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> Source.read(folder.resolve("none.yaml")))
                .withMessageEndingWith("none.yaml: found no such file, allowed: a readable file");
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> Source.read(latin))
                .withMessageContaining("not UTF-8");
        assertThatExceptionOfType(ConfigException.class).isThrownBy(() -> Source.read(folder));
    }

    private static List<String> findings(String text) {
        try {
            Binder.bind(Sample.class, Source.of("f.yaml", text));
            return List.of();
        } catch (ConfigException e) {
            return e.findings().stream().map(Finding::toString).toList();
        }
    }
}
