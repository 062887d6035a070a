package io.sallyport.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private String show(boolean terminal, long size) {
        ProgressBar bar = ProgressBar.on(new PrintStream(printed, true, StandardCharsets.UTF_8), terminal);
        for (long done = 0; done <= size; done += size / 8) {
            bar.reading("ads", done, size);
        }
        bar.read("ads", 5_000_000, 3, Duration.ofMillis(2345));
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Test
    void drawsABarOnATerminal() {
        assertThat(show(true, 80L << 20))
                .contains("\r  ads              [###############---------------]  50%  40 of 80 MB")
                .contains("[##############################] 100%  80 of 80 MB")
                .contains("ads              5,000,000 names in 2.3 s, 3 lines skipped");
    }

    @Test
    void writesOneLineElsewhere() {
        assertThat(show(false, 80L << 20))
                .isEqualTo("  ads              5,000,000 names in 2.3 s, 3 lines skipped" + System.lineSeparator());
    }

    @Test
    void doesNotMentionSmallLists() {
        assertThat(show(true, 1L << 20)).isEmpty();
    }
}
