package io.sallyport.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class ByteRangeTest {
    @Test
    void saysWhichPartOfHowMuch() {
        assertThat(ByteRange.parse("bytes=2-4", 10).contentRange(10)).isEqualTo("bytes 2-4/10");
        assertThat(ByteRange.parse("bytes=2-4", 10).length()).isEqualTo(3);
        assertThat(ByteRange.parse("bytes=10-", 10).contentRange(10)).isEqualTo("bytes */10");
    }

    @Test
    void anEmptyBodyHasNoPart() {
        assertThat(ByteRange.parse("bytes=0-", 0).isUnsatisfiable()).isTrue();
        assertThat(ByteRange.parse("bytes=-1", 0).isUnsatisfiable()).isTrue();
    }

    @Test
    void staysWithinTheBodyWhateverIsAsked() {
        String[] pieces = {"bytes=", "-", "0", "7", "9223372036854775807", ",", " ", "x", "bytes"};
        Random random = new Random(14);
        for (int i = 0; i < 50_000; i++) {
            StringBuilder field = new StringBuilder(random.nextInt(4) > 0 ? "bytes=" : "");
            for (int n = random.nextInt(6); n > 0; n--) {
                field.append(pieces[random.nextInt(pieces.length)]);
            }
            long length = random.nextInt(100);
            ByteRange range = ByteRange.parse(field.toString(), length);
            if (range != null && !range.isUnsatisfiable()) {
                assertThat(range.first()).as(field.toString()).isBetween(0L, length - 1);
                assertThat(range.last()).as(field.toString()).isBetween(range.first(), length - 1);
            }
        }
    }
}
