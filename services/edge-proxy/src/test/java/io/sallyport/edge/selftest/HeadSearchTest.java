package io.sallyport.edge.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.policy.Profile;
import io.sallyport.edge.selftest.HeadSearch.Find;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every kind of leak, planted in a head. */
class HeadSearchTest {
    private static final List<PlantedField> PLANTED = PlantedField.all("0123abcd");

    private static List<LeakKind> kinds(Profile profile, String line) {
        HeadSearch search = new HeadSearch(profile, PLANTED, "127.86.71.77", Set.of("desk-17"));
        return search.of("GET / HTTP/1.1\r\nHost: p0.selftest.invalid\r\n" + line + "\r\n").stream()
                .map(Find::kind)
                .distinct()
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X-Any: 127.86.71.77              | ADDRESS",
                "X-Any: for=::ffff:127.86.71.77   | ADDRESS",
                "X-Any: 7f56474d                  | ADDRESS",
                "X-Any: 2136360781                | ADDRESS",
                "X-Any: 77.71.86.127.in-addr.arpa | ADDRESS",
                "Accept: desk-17                  | NAME",
                "Via: 1.1 squid                   | FORWARDING",
                "X-Cache-Id: 1                    | FORWARDING"
            })
    void findsWhatLeavesUnderStandard(String line, LeakKind kind) {
        assertThat(kinds(Profile.STANDARD, line)).contains(kind);
    }

    @Test
    void findsEveryPlantedFieldUnderWhateverName() {
        for (PlantedField field : PLANTED) {
            assertThat(kinds(Profile.STRICT, "X-Renamed: " + field.value().toUpperCase(java.util.Locale.ROOT)))
                    .as(field.name())
                    .contains(field.kind());
        }
    }

    @Test
    void holdsToWhatTheProfilePromises() {
        assertThat(kinds(Profile.STANDARD, "Via: 1.1 sallyport-0a1b2c3d")).isEmpty();
        assertThat(kinds(Profile.STRICT, "Via: 1.1 sallyport-0a1b2c3d")).containsExactly(LeakKind.VIA);
        PlantedField hint = PLANTED.stream()
                .filter(field -> field.name().equals("DPR"))
                .findFirst()
                .orElseThrow();
        assertThat(kinds(Profile.STANDARD, hint.line().strip())).isEmpty();
        assertThat(kinds(Profile.STRICT, hint.line().strip())).containsExactly(LeakKind.SOFTWARE);
        assertThat(kinds(Profile.STRICT, "Accept: */*\r\nUser-Agent: probe/1.0"))
                .isEmpty();
    }
}
