package io.sallyport.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OverridesTest {
    @Test
    void winsOverTheFileWithoutRegardToCaseAndSeparators() {
        Overrides overrides = Overrides.of(
                Map.of(
                        "SALLYPORT_NESTED_HEADTIMEOUT",
                        "9s",
                        "SALLYPORT_COUNT",
                        "2",
                        "HOME",
                        "/x",
                        "SALLYPORT_OTHER",
                        "?"),
                Map.of("sallyport.nested.url", "b", "sallyport.root", "/y"));

        Sample sample = bind("count: 1\nname: a\nnested: {url: a, headTimeout: 1s}\n", overrides)
                .value();

        assertThat(sample.count()).isEqualTo(2);
        assertThat(sample.name()).isEqualTo("a");
        assertThat(sample.nested().url()).isEqualTo("b");
        assertThat(sample.nested().headTimeout()).isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    void preferSystemPropertiesToTheEnvironment() {
        Overrides overrides = Overrides.of(Map.of("SALLYPORT_NAME", "env"), Map.of("sallyport.name", "property"));

        assertThat(bind("name: file", overrides).value().name()).isEqualTo("property");
    }

    @Test
    void addSectionsThatTheFileLacks() {
        Overrides overrides = Overrides.of(
                Map.of("SALLYPORT_NESTED_DEEP_MEMBERS", "a:1, b:2", "sallyport_nested_deep_clustered", "true"),
                Map.of());

        for (String text : List.of("", "nested:\n", "nested: {deep: }")) {
            Sample sample = bind(text, overrides).value();

            assertThat(sample.nested().deep().members()).containsExactly("a:1", "b:2");
            assertThat(sample.nested().deep().clustered()).isTrue();
        }
    }

    @Test
    void nameTheVariableInFindings() {
        Overrides overrides = Overrides.of(Map.of("SALLYPORT_COUNT", "x"), Map.of());

        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(() -> bind("count: 1", overrides))
                .withMessage("environment variable SALLYPORT_COUNT: count: found \"x\","
                        + " allowed: a whole number from -2147483648 to 2147483647");
    }

    @Test
    void areWhereTheValueStands() {
        Overrides overrides = Overrides.of(Map.of(), Map.of("sallyport.name", "b"));

        assertThat(bind("name: a", overrides).positions().finding("name", "\"b\"", "a"))
                .hasToString("system property sallyport.name: name: found \"b\", allowed: a (did you mean \"a\"?)");
    }

    private static Bound<Sample> bind(String text, Overrides overrides) {
        return Binder.bind(Sample.class, Source.of("f.yaml", text).withOverrides(overrides));
    }
}
