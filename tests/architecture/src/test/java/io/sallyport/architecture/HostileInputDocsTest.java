package io.sallyport.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/hostile-input.md} has every row of the list, and what it names is there: tests and keys. */
class HostileInputDocsTest {
    private static final Path ROOT = Path.of(System.getProperty("sallyport.root"));
    private static final Pattern ROW = Pattern.compile("\\| ([a-f]\\d+) \\|.*");
    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z0-9]*(?:Test|IT))`");
    private static final Pattern KEY = Pattern.compile("`((?:limits|upstream|cache|resolver)\\.[A-Za-z0-9.]+)`");
    private static final Map<String, Integer> ROWS = Map.of("a", 66, "b", 18, "c", 20, "d", 27, "e", 27, "f", 15);

    private static String text() throws IOException {
        return Files.readString(ROOT.resolve("docs/hostile-input.md"));
    }

    private static Set<String> testClasses() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT, 14)) {
            return files.filter(file -> file.toString().contains("/src/test/java/"))
                    .map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toSet());
        }
    }

    private static List<String> rows() throws IOException {
        return text().lines().filter(line -> ROW.matcher(line).matches()).toList();
    }

    @Test
    void hasEveryRowOnce() throws IOException {
        List<String> wanted = ROWS.entrySet().stream()
                .flatMap(part -> IntStream.rangeClosed(1, part.getValue()).mapToObj(number -> part.getKey() + number))
                .toList();
        List<String> found = new ArrayList<>();
        for (String line : rows()) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                found.add(row.group(1));
            }
        }
        assertThat(found).containsExactlyInAnyOrderElementsOf(wanted);
    }

    @Test
    void namesATestForEachRow() throws IOException {
        assertThat(rows())
                .allMatch(line ->
                        TEST.matcher(line.substring(line.lastIndexOf(" | "))).find());
    }

    @Test
    void namesTestsThatThereAre() throws IOException {
        Set<String> there = testClasses();
        List<String> named = new ArrayList<>();
        Matcher test = TEST.matcher(text());
        while (test.find()) {
            named.add(test.group(1));
        }
        assertThat(named).hasSizeGreaterThan(100).allMatch(there::contains, "is a test class");
    }

    @Test
    void namesKeysThatThereAre() throws IOException {
        String configuration = Files.readString(ROOT.resolve("docs/configuration.md"));
        Matcher key = KEY.matcher(text());
        while (key.find()) {
            assertThat(configuration).contains("| `" + key.group(1) + "` |");
        }
    }
}
