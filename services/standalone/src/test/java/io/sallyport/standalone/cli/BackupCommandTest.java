package io.sallyport.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.testkit.Answer;
import io.sallyport.testkit.ScriptedOrigin;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BackupCommandTest {
    private static final String TEXT = "{\"sallyport\":\"backup\"}\n{\"name\":\"Käse, 奶酪\"}\n";

    /** As where LANG is C, or not set. */
    @Test
    void printsWhatCameWhateverTheCharsetOfTheOutput() {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (ScriptedOrigin suite = ScriptedOrigin.start("")) {
            suite.on("/v1/backup", Answer.text(TEXT));
            System.setOut(new PrintStream(printed, true, StandardCharsets.US_ASCII));

            int code = SallyportMain.commandLine().execute("backup", "-", "--admin", "http://" + suite.authority());

            assertThat(code).isZero();
        } finally {
            System.setOut(before);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualTo(TEXT);
    }
}
