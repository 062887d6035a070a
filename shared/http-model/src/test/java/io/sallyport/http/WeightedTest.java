package io.sallyport.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightedTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip|gzip=1000",
                "GZIP ; Q=0.5 , br|gzip=500 br=1000",
                "identity;q=0, *;q=0.000|identity=0 *=0",
                "a;q=1.000,b;q=0.001,c;q=0.|a=1000 b=1 c=0",
                "a;x=1;q=0.25;y|a=250",
                "a;x=1|a=1000",
                ", ,a,,|a=1000",
            })
    void readsMembersWithTheirWeights(String line, String expected) {
        assertThat(text(line)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1.5", "1.001", "2", "0.1234", "-0", ".5", "q", "''", "0.x", "1e3", "00"})
    void leavesOutWhatHasNoWeightByTheGrammar(String weight) {
        assertThat(text("gzip;q=" + weight)).doesNotContain("gzip");
    }

    @Test
    void readsAllLinesUpToABound() {
        assertThat(Weighted.list(List.of("a,b", "c"))).hasSize(3);
        assertThat(Weighted.list(List.of("x,".repeat(100_000)))).hasSize(64);
    }

    private static String text(String line) {
        return String.join(
                " ",
                Weighted.list(List.of(line)).stream()
                        .map(member -> member.value() + "=" + member.weight())
                        .toList());
    }
}
