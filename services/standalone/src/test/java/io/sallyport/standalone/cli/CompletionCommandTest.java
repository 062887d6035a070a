package io.sallyport.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CompletionCommandTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void knowsEveryCommand(String shell) {
        String script = script(shell);

        assertThat(SallyportMain.commandLine().getSubcommands().keySet())
                .allSatisfy(name -> assertThat(script).contains(name));
        assertThat(script).contains("config");
    }

    @ParameterizedTest
    @CsvSource({"bash, bash", "fish, fish"})
    void isAScriptThatTheShellCanRead(String shell, String program) throws Exception {
        assumeThat(isThere(program)).as(program + " is installed").isTrue();
        Path file = Files.writeString(folder.resolve("script"), script(shell));

        assertThat(run(program, "-n", file.toString())).isZero();
    }

    @Test
    void completesInARealBash() throws Exception {
        assumeThat(isThere("bash")).isTrue();
        Path file = Files.writeString(folder.resolve("script"), script("bash"));
        Path out = folder.resolve("out");
        String ask = "source " + file + "; COMP_WORDS=(sallyport pur); COMP_CWORD=1; COMP_LINE='sallyport pur'; "
                + "COMP_POINT=13; _complete_sallyport; echo \"${COMPREPLY[@]}\"";
        Process bash = new ProcessBuilder("bash", "-c", ask)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();

        assertThat(bash.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(out, StandardCharsets.UTF_8)).contains("purge");
    }

    @Test
    void refusesAShellThatItDoesNotKnow() {
        CommandLine line = SallyportMain.commandLine();
        line.setErr(new PrintWriter(new StringWriter()));

        assertThat(line.execute("completion", "cmd")).isEqualTo(2);
    }

    private static String script(String shell) {
        StringWriter out = new StringWriter();
        CommandLine line = SallyportMain.commandLine();
        line.setOut(new PrintWriter(out));

        assertThat(line.execute("completion", shell)).isZero();
        return out.toString();
    }

    private static boolean isThere(String program) throws InterruptedException {
        try {
            return run(program, "--version") == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
