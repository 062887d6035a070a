package io.sallyport.kit.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;
import java.util.zip.CRC32C;

/** CRC32C (RFC 3720, section 12.1) as text: eight hex digits, of which one that is wrong is seen at once. */
final class Checksum {
    static final int DIGITS = 8;

    private static final int PIECE = 8192;
    private static final String HEX = "0123456789abcdef";

    private Checksum() {}

    static String of(Buffer bytes) {
        return of(new CRC32C(), bytes, 0);
    }

    /**
     * Of a name and what goes by it.
     *
     * @param from the first byte that counts
     */
    static String of(String name, Buffer bytes, int from) {
        CRC32C sum = new CRC32C();
        sum.update(name.getBytes(UTF_8));
        sum.update(0);
        return of(sum, bytes, from);
    }

    private static String of(CRC32C sum, Buffer bytes, int from) {
        int length = bytes.length();
        byte[] piece = new byte[Math.min(PIECE, Math.max(0, length - from))];
        for (int start = from; start < length; start += PIECE) {
            int end = Math.min(length, start + PIECE);
            bytes.getBytes(start, end, piece);
            sum.update(piece, 0, end - start);
        }
        return text(sum.getValue());
    }

    private static String text(long sum) {
        char[] digits = new char[DIGITS];
        for (int i = 0; i < DIGITS; i++) {
            digits[i] = HEX.charAt((int) (sum >>> Integer.SIZE - Integer.BYTES * (i + 1) & 0xf));
        }
        return new String(digits);
    }
}
