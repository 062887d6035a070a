package io.sallyport.cache.engine.partial;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.http.range.ByteRange;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PartsTest {
    private static final Bytes<byte[]> ARRAYS = new Bytes<>() {
        @Override
        public byte[] view(byte[] whole, long from, long to) {
            return Arrays.copyOfRange(whole, (int) from, (int) to);
        }

        @Override
        public byte[] join(List<byte[]> pieces) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            pieces.forEach(all::writeBytes);
            return all.toByteArray();
        }
    };

    private static byte[] body(int length) {
        byte[] body = new byte[length];
        new Random(length).nextBytes(body);
        return body;
    }

    private static Parts<byte[]> part(byte[] body, int first, int last) {
        return Parts.of(body.length, new ByteRange(first, last), Arrays.copyOfRange(body, first, last + 1));
    }

    private static byte[] read(Parts<byte[]> parts, ByteRange range) {
        return ARRAYS.join(parts.slices(range, ARRAYS));
    }

    @Test
    void partsThatTouchAreReadAsOne() {
        byte[] body = body(100);
        Parts<byte[]> parts = part(body, 10, 19).with(part(body, 20, 29), ARRAYS);

        assertThat(parts.runs()).containsExactly(new ByteRange(10, 29));
        assertThat(read(parts, new ByteRange(15, 24))).isEqualTo(Arrays.copyOfRange(body, 15, 25));
        assertThat(parts.covers(new ByteRange(9, 29))).isFalse();
        assertThat(parts.missing(new ByteRange(0, 99))).containsExactly(new ByteRange(0, 9), new ByteRange(30, 99));
    }

    @Test
    void bytesThatAreInBothAreHeldOnce() {
        byte[] body = body(100);
        Parts<byte[]> parts = part(body, 10, 39).with(part(body, 0, 99), ARRAYS);

        assertThat(parts.isWhole()).isTrue();
        assertThat(parts.bytes()).isEqualTo(100);
        assertThat(parts.count()).isEqualTo(3);
        assertThat(read(parts, new ByteRange(0, 99))).isEqualTo(body);
    }

    /** Many of a byte each, by which an attacker might push out what is of use. */
    @Test
    void whenThereAreTooManyTheLongestStay() {
        byte[] body = body(10_000);
        Parts<byte[]> parts = part(body, 9000, 9999);
        for (int i = 0; i < 500; i++) {
            parts = parts.with(part(body, 2 * i, 2 * i), ARRAYS);
            assertThat(parts.count()).isLessThanOrEqualTo(Parts.MAX);
        }
        assertThat(read(parts, new ByteRange(9000, 9999))).isEqualTo(Arrays.copyOfRange(body, 9000, 10_000));
    }

    @Test
    void manyThatTouchBecomeOne() {
        byte[] body = body(1000);
        Parts<byte[]> parts = part(body, 0, 0);
        for (int i = 1; i < 1000; i++) {
            parts = parts.with(part(body, i, i), ARRAYS);
            assertThat(parts.count()).isLessThanOrEqualTo(Parts.MAX);
        }
        assertThat(parts.isWhole()).isTrue();
        assertThat(read(parts, new ByteRange(0, 999))).isEqualTo(body);
    }

    /** Against an array with a flag for each byte. */
    @Test
    void holdsWhatAnArrayWouldHold() {
        Random random = new Random(9111);
        for (int round = 0; round < 1000; round++) {
            byte[] body = body(1 + random.nextInt(200));
            BitSet held = new BitSet();
            Parts<byte[]> parts = null;
            for (int n = 1 + random.nextInt(20); n > 0; n--) {
                ByteRange range = range(random, body.length);
                Parts<byte[]> part = part(body, (int) range.first(), (int) range.last());
                parts = parts == null ? part : parts.with(part, ARRAYS);
                held.set((int) range.first(), (int) range.last() + 1);
                compare(parts, held, body, range(random, body.length));
            }
        }
    }

    private static ByteRange range(Random random, int length) {
        int first = random.nextInt(length);
        return new ByteRange(first, first + random.nextInt(length - first));
    }

    private static void compare(Parts<byte[]> parts, BitSet held, byte[] body, ByteRange asked) {
        BitSet wanted = new BitSet();
        wanted.set((int) asked.first(), (int) asked.last() + 1);
        List<ByteRange> gaps = new ArrayList<>();
        BitSet missing = (BitSet) wanted.clone();
        missing.andNot(held);
        for (int from = missing.nextSetBit(0); from >= 0; from = missing.nextSetBit(from)) {
            int to = missing.nextClearBit(from);
            gaps.add(new ByteRange(from, to - 1));
            from = to;
        }
        assertThat(parts.missing(asked)).isEqualTo(gaps);
        assertThat(parts.bytes()).isEqualTo(held.cardinality());
        assertThat(parts.isWhole()).isEqualTo(held.cardinality() == body.length);
        if (gaps.isEmpty()) {
            assertThat(read(parts, asked))
                    .isEqualTo(Arrays.copyOfRange(body, (int) asked.first(), (int) asked.last() + 1));
        }
    }
}
