package io.sallyport.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.http.Authority;
import io.sallyport.http.HeaderList;
import io.sallyport.http.IpAddress;
import io.sallyport.http.RequestFacts;
import io.sallyport.policy.engine.disclosure.Asking;
import io.sallyport.policy.engine.disclosure.Disclosure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code docs/anonymity.md} says of each field what really leaves. */
class AnonymityDocsTest {
    /** {@code | `field` | `value` | `transparent` | `standard` | `strict` |}. */
    private static final Pattern ROW =
            Pattern.compile("\\| `([^`]+)` \\| `([^`]+)` \\| `([^`]+)` \\| `([^`]+)` \\| `([^`]+)` \\|");

    private static final String CLIENT = "192.0.2.77";
    private static final Asking ASKING = new Asking(
            new RequestFacts(
                    "egress",
                    true,
                    "GET",
                    "http",
                    Authority.parse("shop.example"),
                    "/",
                    null,
                    IpAddress.parse(CLIENT),
                    HeaderList.EMPTY),
            CLIENT);

    static Stream<String> rows() throws IOException {
        return Files.readString(Path.of(System.getProperty("sallyport.root"), "docs", "anonymity.md"))
                .lines()
                .filter(line -> ROW.matcher(line).matches());
    }

    @Test
    void hasATable() throws IOException {
        assertThat(rows()).hasSizeGreaterThan(40);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void saysWhatLeaves(String line) {
        Matcher row = ROW.matcher(line);
        assertThat(row.matches()).isTrue();
        String value = row.group(2);
        List<Disclosure> columns = List.of(Disclosure.TRANSPARENT, Disclosure.STANDARD, Disclosure.STRICT);
        for (int i = 0; i < columns.size(); i++) {
            String written = row.group(3 + i);
            String leaving = columns.get(i).leaving(row.group(1), value, ASKING);
            assertThat(leaving == null ? "-" : leaving.equals(value) ? "=" : leaving)
                    .as("%s, %s", columns.get(i), line)
                    .isEqualTo(written);
        }
    }
}
