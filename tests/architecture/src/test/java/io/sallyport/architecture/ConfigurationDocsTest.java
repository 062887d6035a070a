package io.sallyport.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.policy.PoliciesDocument;
import io.sallyport.contract.route.RoutesDocument;
import io.sallyport.contract.settings.SuiteConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docs/configuration.md} has a row for every key, with the default that the records give. */
class ConfigurationDocsTest {
    /** {@code | `key` | type | `default` | change | meaning |}. */
    private static final Pattern ROW =
            Pattern.compile("\\| `([^`]+)` \\| ([^|]+) \\| (?:`([^`]+)`|none|required) \\| (\\w+) \\| (.+) \\|");

    static List<Arguments> files() {
        return List.of(
                Arguments.of("sallyport.yaml", SuiteConfig.class, "static"),
                Arguments.of("routes.yaml", RoutesDocument.class, "dynamic"),
                Arguments.of("policies.yaml", PoliciesDocument.class, "dynamic"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void namesEveryKeyWithItsDefault(String file, Class<?> type, String change) throws IOException {
        assertThat(documented(file, change)).containsExactlyInAnyOrderEntriesOf(ConfigurationKeys.of(type));
    }

    private static Map<String, String> documented(String file, String change) throws IOException {
        Map<String, String> defaults = new LinkedHashMap<>();
        for (String line :
                section(file).lines().filter(line -> line.startsWith("| `")).toList()) {
            Matcher row = ROW.matcher(line);
            assertThat(row.matches()).as("a row of five columns: %s", line).isTrue();
            assertThat(row.group(4)).as(line).isEqualTo(change);
            String standard = row.group(3) != null ? row.group(3) : line.contains("| required |") ? "required" : "none";
            assertThat(defaults.put(row.group(1), standard))
                    .as("once: %s", line)
                    .isNull();
        }
        return defaults;
    }

    private static String section(String file) throws IOException {
        String text = Files.readString(Path.of(System.getProperty("sallyport.root"), "docs", "configuration.md"));
        int start = text.indexOf("\n## " + file + "\n");
        assertThat(start).as("section of " + file).isPositive();
        int end = text.indexOf("\n## ", start + 1);
        return text.substring(start, end < 0 ? text.length() : end);
    }
}
