package io.sallyport.cache.engine.stored;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.sallyport.cache.engine.Messages;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StoredHeadFormTest {
    private static final String FULL = "Date: Mon, 23 Nov 2026 11:59:00 GMT ~ ETag: W/\"é\" ~ Last-Modified: x ~ Age: 7"
            + " ~ Cache-Control: s-maxage=99999999999, no-cache, stale-if-error=5 ~ Vary: Foo, Bar ~ X-Two: 1 ~ X-Two: ";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | 200 | 'Cache-Control: max-age=60'",
                "'Foo: 1 ~ Foo: 2' | 200 | '" + FULL + "'",
                "'' | 599 | 'Expires: Mon, 23 Nov 2026 13:00:00 GMT'",
                "'' | 404 | 'CDN-Cache-Control: max-age=5 ~ Cache-Control: no-store'"
            })
    void whatIsWrittenIsRead(String request, int status, String response) {
        StoredHead head = Messages.stored(request, status, response).head();

        StoredHead read = StoredHeadForm.read(StoredHeadForm.write(head));

        assertThat(read)
                .usingRecursiveComparison()
                .withEqualsForType((a, b) -> a.toString().equals(b.toString()), io.sallyport.http.HeaderList.class)
                .isEqualTo(head);
        assertThat(read.fields()).hasToString(head.fields().toString());
        assertThat(read.vary().matches(Messages.fields(request))).isTrue();
        assertThat(read.vary().matches(Messages.fields("Foo: 3"))).isEqualTo(response.startsWith("C") || status == 599);
    }

    @Test
    void aHeadIsSmall() {
        StoredHead head = Messages.stored("", 200, "Cache-Control: max-age=60").head();

        assertThat(StoredHeadForm.write(head)).hasSizeLessThan(120);
    }

    @Test
    void oneWrongBitIsFound() {
        byte[] bytes = StoredHeadForm.write(Messages.stored("", 200, FULL).head());

        for (int i = 0; i < bytes.length * 8; i++) {
            byte[] damaged = bytes.clone();
            damaged[i / 8] ^= (byte) (1 << i % 8);
            assertThat(StoredHeadForm.read(damaged)).as("bit %d", i).isNull();
        }
    }

    @Test
    void aPartIsNoHead() {
        byte[] bytes = StoredHeadForm.write(Messages.stored("", 200, FULL).head());

        for (int length = 0; length < bytes.length; length++) {
            assertThat(StoredHeadForm.read(Arrays.copyOf(bytes, length))).isNull();
            assertThat(StoredHeadForm.read(sealed(Arrays.copyOf(bytes, length))))
                    .as("%d bytes", length)
                    .isNull();
        }
        assertThat(StoredHeadForm.read(Arrays.copyOf(bytes, bytes.length + 1))).isNull();
    }

    /** Bytes with a right checksum that nobody wrote: whatever comes of them can be written again. */
    @Test
    void neverThrowsOnWhatNobodyWrote() {
        Random random = new Random(4);
        byte[] bytes = StoredHeadForm.write(Messages.stored("Foo: 1", 200, FULL).head());
        int read = 0;
        for (int round = 0; round < 100_000; round++) {
            byte[] damaged = Arrays.copyOf(bytes, random.nextInt(8) == 0 ? random.nextInt(bytes.length) : bytes.length);
            for (int n = random.nextInt(1, 4); n > 0 && damaged.length > 1; n--) {
                damaged[random.nextInt(1, damaged.length)] = (byte) random.nextInt();
            }
            StoredHead head = StoredHeadForm.read(sealed(damaged));
            if (head != null) {
                read++;
                assertThat(head.ageSeconds(Messages.NOW)).isNotNegative();
                assertThatCode(() -> StoredHeadForm.read(StoredHeadForm.write(head)))
                        .doesNotThrowAnyException();
            }
        }
        assertThat(read).isPositive();
    }

    /** With a checksum that agrees in place of the last four bytes. */
    private static byte[] sealed(byte[] bytes) {
        int end = Math.max(0, bytes.length - 4);
        CRC32C sum = new CRC32C();
        sum.update(bytes, 0, end);
        for (int i = end; i < bytes.length; i++) {
            bytes[i] = (byte) (sum.getValue() >>> 8 * (3 - (i - end)));
        }
        return bytes;
    }
}
