package io.sallyport.cache.record;

import static io.sallyport.cache.record.Entries.NOW;
import static io.sallyport.cache.record.Entries.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.http.HeaderList;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

final class KeyRecordFormTest {
    private static final byte[] KEY = {1, 2, 3};

    private static KeyRecord record() {
        return KeyRecord.empty(KEY)
                .with(entry("a", new byte[] {9, 8}), NOW)
                .with(entry("b", new byte[0]), NOW)
                .with(entry("c", new byte[700]).inChunks("object-1"), NOW);
    }

    @Test
    void comesOutAsItWentIn() {
        KeyRecord read = KeyRecordForm.read(KeyRecordForm.write(record()));

        assertThat(read).isNotNull();
        assertThat(read.key()).isEqualTo(KEY);
        assertThat(read.variants().entries()).hasSize(3);
        SharedEntry large = read.select(HeaderList.of("x-kind", "c"), NOW);
        assertThat(large.object()).isEqualTo("object-1");
        assertThat(large.length()).isEqualTo(700);
        SharedEntry small = read.select(HeaderList.of("x-kind", "a"), NOW);
        assertThat(small.body()).containsExactly(9, 8);
        assertThat(small.mark()).isEqualTo(7);
        assertThat(small.goneAtMillis()).isEqualTo(NOW + 60_000);
        assertThat(small.headBytes())
                .isEqualTo(record().select(HeaderList.of("x-kind", "a"), NOW).headBytes());
    }

    @Test
    void readsNothingFromARecordWithAnyBitFlipped() {
        byte[] bytes = KeyRecordForm.write(record());
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);

            assertThat(KeyRecordForm.read(flipped)).as("bit %s", bit).isNull();
        }
    }

    @Test
    void readsNothingFromARecordThatIsCutShortOrLengthened() {
        byte[] bytes = KeyRecordForm.write(record());
        for (int length = 0; length < bytes.length; length++) {
            assertThat(KeyRecordForm.read(Arrays.copyOf(bytes, length))).isNull();
        }
        assertThat(KeyRecordForm.read(Arrays.copyOf(bytes, bytes.length + 1))).isNull();
    }

    /** Even with a sum that is right. */
    @Test
    void endsWithoutAnExceptionWhateverItReads() {
        Random random = new Random(5);
        byte[] good = KeyRecordForm.write(record());
        for (int round = 0; round < 50_000; round++) {
            byte[] bytes = round % 2 == 0 ? good.clone() : new byte[5 + random.nextInt(200)];
            if (round % 2 == 0) {
                for (int i = random.nextInt(4); i >= 0; i--) {
                    bytes[5 + random.nextInt(bytes.length - 5)] = (byte) random.nextInt();
                }
            } else {
                random.nextBytes(bytes);
            }
            KeyRecord read = KeyRecordForm.read(sealed(bytes));

            if (read != null) {
                assertThat(read.variants().entries())
                        .allMatch(each -> each.isLarge() || each.length() == each.body().length);
            }
        }
    }

    private static byte[] sealed(byte[] bytes) {
        bytes[0] = 1;
        CRC32C crc = new CRC32C();
        crc.update(bytes, 5, bytes.length - 5);
        ByteBuffer.wrap(bytes).putInt(1, (int) crc.getValue());
        return bytes;
    }

    @Test
    void readsAPieceOnlyAsWhatItIs() {
        byte[] piece = {1, 2, 3, 4};
        byte[] bytes = ChunkForm.write("object", 2, piece);

        assertThat(ChunkForm.read("object", 2, bytes)).isEqualTo(piece);
        assertThat(ChunkForm.read("object", 1, bytes)).isNull();
        assertThat(ChunkForm.read("objecu", 2, bytes)).isNull();
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(ChunkForm.read("object", 2, flipped)).isNull();
        }
        for (int length = 0; length < bytes.length; length++) {
            assertThat(ChunkForm.read("object", 2, Arrays.copyOf(bytes, length)))
                    .isNull();
        }
    }
}
