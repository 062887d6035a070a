package io.sallyport.release;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseVersionTest {
    @ParameterizedTest
    @CsvSource({
        "4.2.9.Final, 4.2.18.Final, -1",
        "4.2.18.Final, 4.2.18, 0",
        "5.0.0.CR1, 5.0.0, -1",
        "5.0.0.CR1, 5.0.0.CR2, -1",
        "2.0, 2.0.0, 0",
        "1.5.7-28, 1.5.7-3, 1",
        "33.5.0-jre, 33.5.0, 0",
        "4.0.0.milestone5, 4.0.0.rc1, -1",
        "9.38-rc1, 9.38, -1",
        "2.0.0.1, 2.0.0, 1",
        "5.0.10, 5.0.9, 1"
    })
    void ordersAsMavenDoes(String left, String right, int order) {
        assertThat(Integer.signum(new ReleaseVersion(left).compareTo(new ReleaseVersion(right))))
                .isEqualTo(order);
        assertThat(Integer.signum(new ReleaseVersion(right).compareTo(new ReleaseVersion(left))))
                .isEqualTo(-order);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "4.2.14.Final | [4.2.0.Alpha1,4.2.15.Final) | true",
                "4.2.15.Final | [4.2.0.Alpha1,4.2.15.Final) | false",
                "4.2.0.Final  | [4.2.0.Alpha1,4.2.15.Final) | true",
                "4.1.9        | [4.2.0.Alpha1,4.2.15.Final) | false",
                "1.5.24       | (,1.5.25)                   | true",
                "1.5.25       | (,1.5.25)                   | false",
                "1.5.25       | (,1.5.25]                   | true",
                "1.0          | (1.0,2.0)                   | false"
            })
    void liesInARange(String version, String range, boolean within) {
        assertThat(new ReleaseVersion(version).isIn(range)).isEqualTo(within);
    }
}
