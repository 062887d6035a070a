package io.sallyport.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.fuzz.Targets.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table of targets in the documentation names each of them once, and no other. */
class FuzzingDocsTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\|.*\\|.*\\|$");

    @Test
    void namesEveryTarget() throws IOException {
        String text = Files.readString(Path.of(System.getProperty("sallyport.root"), "docs", "fuzzing.md"));
        List<String> rows = ROW.matcher(text)
                .results()
                .map((MatchResult row) -> row.group(1))
                .toList();

        assertThat(rows)
                .containsExactlyInAnyOrderElementsOf(
                        Targets.all().stream().map(Target::name).toList());
    }
}
