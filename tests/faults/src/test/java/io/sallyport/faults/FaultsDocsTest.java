package io.sallyport.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of cases in {@code docs/faults.md}, beside the cases. */
class FaultsDocsTest {
    private static final Path DOCS = Path.of(System.getProperty("sallyport.root", "../.."), "docs", "faults.md");

    @Test
    void namesEveryCaseWithWhatClientsMayNotice() throws IOException {
        List<String> rows;
        try (Stream<String> lines = Files.lines(DOCS)) {
            rows = lines.dropWhile(line -> !line.equals("## Cases"))
                    .skip(1)
                    .takeWhile(line -> !line.startsWith("## "))
                    .filter(line -> line.startsWith("| `"))
                    .toList();
        }
        List<String> expected = Matrix.all().stream()
                .map(fault -> "| `%s`%s | %s | %s |"
                        .formatted(
                                fault.name(),
                                mark(fault),
                                fault.what(),
                                fault.allowed().words()))
                .toList();
        assertThat(rows).containsExactlyElementsOf(expected);
    }

    private static String mark(FaultCase fault) {
        if (Matrix.isInEveryBuild(fault)) {
            return " **";
        }
        return fault.core() ? " *" : "";
    }

    @Test
    void triesInEveryBuildWhatIsInTheCore() {
        assertThat(Matrix.all().stream().filter(Matrix::isInEveryBuild))
                .hasSizeGreaterThan(8)
                .allMatch(FaultCase::core);
    }

    @Test
    void givesEveryCaseANameOfItsOwn() {
        assertThat(Matrix.all().stream().map(FaultCase::name)).doesNotHaveDuplicates();
    }
}
