package io.sallyport.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What SECURITY.md claims can be looked up: tests, keys and pages that it names are there. */
class SecurityDocsTest {
    private static final Path ROOT = Path.of(System.getProperty("sallyport.root"));
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT))`");
    private static final Pattern KEY = Pattern.compile(
            "`((?:admin|bus|store|limits|logs|anonymity|cache|listeners\\[]|clusters\\[])\\.[\\w.\\[\\]]+)");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");

    @Test
    void everyTestThatItNamesExists() throws IOException {
        Set<String> tests = new TreeSet<>();
        for (String top : new String[] {"services", "shared", "tests", "release"}) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(top))) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith("Test.java") || name.endsWith("IT.java"))
                        .forEach(name -> tests.add(name.replace(".java", "")));
            }
        }
        assertThat(tests).containsAll(found(TEST));
    }

    @Test
    void everyKeyThatItNamesIsDocumented() throws IOException {
        String configuration = Files.readString(ROOT.resolve("docs/configuration.md"));
        assertThat(found(KEY))
                .isNotEmpty()
                .allSatisfy(key -> assertThat(configuration).contains("`" + key));
    }

    @Test
    void everyPageThatItLinksExists() throws IOException {
        assertThat(found(LINK))
                .isNotEmpty()
                .allSatisfy(page -> assertThat(ROOT.resolve(page)).exists());
    }

    private static Set<String> found(Pattern pattern) throws IOException {
        return pattern.matcher(Files.readString(ROOT.resolve("SECURITY.md")))
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
