package io.sallyport.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The verbs of the program against docs/command-line.md. */
final class CommandLineDocsTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z]+)` \\|");

    @Test
    void documentsEveryVerb() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("sallyport.root"), "docs", "command-line.md"));
        Set<String> documented = new TreeSet<>();
        Matcher rows = ROW.matcher(page);
        while (rows.find()) {
            documented.add(rows.group(1));
        }

        Set<String> verbs =
                new TreeSet<>(SallyportMain.commandLine().getSubcommands().keySet());

        assertThat(documented).isEqualTo(verbs);
    }

    @Test
    void everyVerbDescribesItselfAndSuggestsWhatIsMeant() {
        CommandRun command = new CommandRun();
        SallyportMain.commandLine().getSubcommands().forEach((name, verb) -> {
            assertThat(verb.getCommandSpec().usageMessage().description())
                    .as(name)
                    .isNotEmpty();
            assertThat(command.run(name, "--help")).as(name).isZero();
        });
        assertThat(command.run("staus")).isEqualTo(2);
        assertThat(command.err()).contains("status");
    }
}
