package io.sallyport.http.range;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ContentRangeTest {
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "bytes 0-9/10 | bytes 0-9/10",
                "bytes 5-5/100 | bytes 5-5/100",
                "Bytes 5-5/100 | bytes 5-5/100",
                "bytes 5-9/* | bytes 5-9/-1",
                "bytes 0-9/9 | none",
                "bytes 10-19/10 | none",
                "bytes 9-5/10 | none",
                "bytes */10 | none",
                "bytes 0-9 | none",
                "bytes 0-9/ | none",
                "bytes 0-9/** | none",
                "bytes -9/10 | none",
                "bytes 0-/10 | none",
                "bytes=0-9/10 | none",
                "bytes 0-9/-10 | none",
                "bytes -1-9/10 | none",
                "bytes 0 - 9/10 | none",
                "items 0-9/10 | none",
                "bytes 0-9223372036854775807/* | none",
                "bytes 0-9223372036854775806/9223372036854775807 | none",
                "bytes 0-9/99999999999999999999 | bytes 0-9/9223372036854775806",
            })
    void reads(String field, String expected) {
        ContentRange read = ContentRange.parse(List.of(field));

        assertThat(read == null ? "none" : read.range().contentRange(read.length()))
                .isEqualTo(expected);
    }

    @Test
    void countsOnlyOnce() {
        assertThat(ContentRange.parse(List.of())).isNull();
        assertThat(ContentRange.parse(List.of("bytes 0-9/10", "bytes 0-9/10"))).isNull();
    }

    @Test
    void noTextMakesItStumble() {
        String[] pieces = {"bytes ", "-", "0", "7", "9223372036854775807", "/", "*", " ", "x"};
        Random random = new Random(16);
        for (int i = 0; i < 50_000; i++) {
            StringBuilder field = new StringBuilder(random.nextInt(4) > 0 ? "bytes " : "");
            for (int n = random.nextInt(9); n > 0; n--) {
                field.append(pieces[random.nextInt(pieces.length)]);
            }
            ContentRange read = ContentRange.parse(List.of(field.toString()));
            if (read != null && read.length() != ContentRange.UNKNOWN) {
                assertThat(read.range().last()).as(field.toString()).isLessThan(read.length());
            }
        }
    }
}
