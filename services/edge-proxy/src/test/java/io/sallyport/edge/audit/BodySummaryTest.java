package io.sallyport.edge.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BodySummaryTest {
    private static final String SMILE = "\ud83d\ude00";

    @Test
    void leavesNoHalfOfACharacterWhereItCuts() {
        for (String before : new String[] {"", "a"}) {
            String summary = BodySummary.of(Buffer.buffer("{\"note\":\"" + before + SMILE.repeat(2000) + "\"}"), false);

            assertThat(summary).hasSizeLessThanOrEqualTo(BodySummary.MAX).endsWith(SMILE + "…");
            assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(summary)).isTrue();
        }
    }

    @Test
    void keepsNoHalfThatSomebodySent() {
        String summary = BodySummary.of(Buffer.buffer("{\"note\":\"\\ud83d and \\ude00\"}"), false);

        assertThat(summary).isEqualTo("{\"note\":\"? and ?\"}");
    }
}
