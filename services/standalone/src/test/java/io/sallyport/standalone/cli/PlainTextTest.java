package io.sallyport.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PlainTextTest {
    @Test
    void leavesTextAsItIs() {
        String text = "/straße?q=日本";
        assertThat(PlainText.of(text)).isSameAs(text);
    }

    @Test
    void writesOutWhatATerminalWouldObey() {
        assertThat(PlainText.of("a\u001b[2Jb")).isEqualTo("a\\u001b[2Jb");
        assertThat(PlainText.of("\r\nok\u009b31m\u007f")).isEqualTo("\\u000d\\u000aok\\u009b31m\\u007f");
        assertThat(PlainText.of("evil\u202etxt.exe")).isEqualTo("evil\\u202etxt.exe");
    }
}
