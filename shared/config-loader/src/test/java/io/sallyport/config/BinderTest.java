package io.sallyport.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinderTest {
    @Test
    void bindsEveryKindOfComponent() {
        Sample sample = bind("""
                name: edge
                count: 20_000
                boxed: -3
                total: 9000000000
                on: true
                hold: 250ms
                colour: dark-blue
                token: http/1
                words: [a, "b"]
                ports: [80, 443]
                inner: {url: "http://a", weight: 2}
                inners:
                  - http://b
                  - url: http://c
                nested: {headTimeout: 5m, deep: {members: [x], clustered: true}}
                default: "1.10"
                """);

        assertThat(sample.name()).isEqualTo("edge");
        assertThat(sample.count()).isEqualTo(20_000);
        assertThat(sample.boxed()).isEqualTo(-3);
        assertThat(sample.total()).isEqualTo(9_000_000_000L);
        assertThat(sample.on()).isTrue();
        assertThat(sample.hold()).isEqualTo(Duration.ofMillis(250));
        assertThat(sample.colour()).isEqualTo(Sample.Colour.DARK_BLUE);
        assertThat(sample.token()).isEqualTo(Sample.Token.ONE);
        assertThat(sample.words()).containsExactly("a", "b");
        assertThat(sample.ports()).containsExactly(80, 443);
        assertThat(sample.inner()).contains(new Sample.Inner("http://a", 2));
        assertThat(sample.inners())
                .containsExactly(new Sample.Inner("http://b", 1), new Sample.Inner("http://c", null));
        assertThat(sample.nested().headTimeout()).isEqualTo(Duration.ofMinutes(5));
        assertThat(sample.nested().deep().clustered()).isTrue();
        assertThat(sample.fallback()).isEqualTo("1.10");
    }

    @Test
    void leavesWhatIsNotWrittenToTheConstructor() {
        for (String text :
                new String[] {"", "# only a comment\n", "{}", "name:\ncount: ~\non: null\ninner:\n", "---\n"}) {
            Sample sample = bind(text);

            assertThat(sample.name()).isNull();
            assertThat(sample.boxed()).isNull();
            assertThat(sample.words()).isNull();
            assertThat(sample.inner()).isEmpty();
            assertThat(sample.count()).isZero();
            assertThat(sample.on()).isFalse();
        }
    }

    @Test
    void readsJsonIndentedWithTabs() {
        Sample sample = bind(
                "{\n\t\"name\": \"a/b \\u00e9 \\ud83d\\ude00 \\/ \\\\\",\n\t\"count\": 3,\n\t\"words\": [\"x\",\n\t\t\"y\"]\n}\n");

        assertThat(sample.name()).isEqualTo("a/b é \uD83D\uDE00 / \\");
        assertThat(sample.count()).isEqualTo(3);
        assertThat(sample.words()).containsExactly("x", "y");
    }

    @Test
    void keepsTheSpellingOfAText() {
        assertThat(bind("name: 1.10").name()).isEqualTo("1.10");
        assertThat(bind("name: yes").name()).isEqualTo("yes");
        assertThat(bind("name: 2026-11-23").name()).isEqualTo("2026-11-23");
        assertThat(bind("name: 'null'").name()).isEqualTo("null");
        assertThat(bind("name: ''").name()).isEmpty();
    }

    @Test
    void takesALoneValueAsAListOfOne() {
        Sample sample = bind("{words: only, ports: 443, inners: {url: 'http://a'}}");

        assertThat(sample.words()).containsExactly("only");
        assertThat(sample.ports()).containsExactly(443);
        assertThat(sample.inners()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"500ms, PT0.5S", "10s, PT10S", "5m, PT5M", "1h, PT1H", "7d, PT168H", "0s, PT0S"})
    void readsDurations(String text, Duration expected) {
        assertThat(bind("hold: " + text).hold()).isEqualTo(expected);
    }

    @Test
    void expandsAliases() {
        Sample sample = bind("words: &w [a, b]\nnested: {deep: {members: *w}}");

        assertThat(sample.nested().deep().members()).containsExactly("a", "b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "${HOST}                    | box",
                "http://${HOST}:${PORT:80}/ | http://box:80/",
                "${NOBODY:a:b}              | a:b",
                "$${HOST} costs $5          | ${HOST} costs $5",
                "${MONEY}                   | $1 \\ {x}"
            })
    void replacesPlaceholders(String written, String expected) {
        Source source = Source.of("f.yaml", "name: '" + written + "'")
                .withVariables(Map.of("HOST", "box", "MONEY", "$1 \\ {x}"));

        assertThat(Binder.bind(Sample.class, source).value().name()).isEqualTo(expected);
    }

    @Test
    void countsAnEmptyPlaceholderAsLeftOut() {
        assertThat(bind("name: ${NOBODY:}").name()).isNull();
        assertThat(bind("name: 'a${NOBODY:}'").name()).isEqualTo("a");
    }

    @Test
    void remembersWhereEveryKeyStands() {
        Bound<Sample> bound = Binder.bind(
                Sample.class,
                Source.of("f.yaml", "name: a\ninners:\n  - url: http://a\n    weight: 3\nwords: [x,  y]\n"));

        assertThat(bound.positions().at("inners[0].weight")).hasToString("f.yaml:4:13");
        assertThat(bound.positions().at("words[1]")).hasToString("f.yaml:5:13");
        assertThat(bound.positions().at("inners[0].nothing.here")).hasToString("f.yaml:3:5");
        assertThat(bound.positions().at("")).hasToString("f.yaml");
        assertThat(bound.positions().finding("name", "\"shopp\"", "shop, other"))
                .hasToString("f.yaml:1:7: name: found \"shopp\", allowed: shop, other (did you mean \"shop\"?)");
    }

    private static Sample bind(String text) {
        return Binder.bind(Sample.class, Source.of("f.yaml", text)).value();
    }
}
