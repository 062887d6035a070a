package io.sallyport.policy.engine.list;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.policy.ListDocument.Format;
import io.sallyport.policy.engine.list.LineSearch.FoundLine;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineSearchTest {
    private static List<FoundLine> find(Format format, String text, String host) throws IOException {
        return LineSearch.find(new StringReader(text), format, host);
    }

    @Test
    void saysWhichLinesCoverAHost() throws IOException {
        String text = "# remark\n0.0.0.0 other.test ads.test\n0.0.0.0 badads.test\n0.0.0.0 www.ads.test # twice\n";

        assertThat(find(Format.HOSTS, text, "www.ads.test"))
                .containsExactly(
                        new FoundLine(2, "ads.test", false, "0.0.0.0 other.test ads.test"),
                        new FoundLine(4, "www.ads.test", false, "0.0.0.0 www.ads.test # twice"));
        assertThat(find(Format.HOSTS, text, "test")).isEmpty();
    }

    @Test
    void showsExceptionsAsWell() throws IOException {
        assertThat(find(Format.ADBLOCK, "||ads.test^\n@@||www.ads.test^\n||*.www.ads.test^\n", "www.ads.test"))
                .extracting(FoundLine::line, FoundLine::exception)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1L, false), org.assertj.core.groups.Tuple.tuple(2L, true));
    }

    @Test
    void givesTheFirstOfManyOnly() throws IOException {
        assertThat(find(Format.DOMAINS, "a.test\n".repeat(100), "a.test")).hasSize(20);
    }
}
