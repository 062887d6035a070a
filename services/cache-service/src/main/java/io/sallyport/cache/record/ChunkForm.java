package io.sallyport.cache.record;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a large body as bytes: a CRC-32C in four bytes, then the piece. The sum also covers which piece of which body
 * it is, so that one that lies in another's place is found out.
 */
public final class ChunkForm {
    private ChunkForm() {}

    public static byte[] write(String object, int index, byte[] piece) {
        return ByteBuffer.allocate(Integer.BYTES + piece.length)
                .putInt(crc(object, index, piece, 0))
                .put(piece)
                .array();
    }

    /** The piece; {@code null} for bytes that are not this very one. */
    public static byte @Nullable [] read(String object, int index, byte[] bytes) {
        if (bytes.length <= Integer.BYTES
                || ByteBuffer.wrap(bytes).getInt() != crc(object, index, bytes, Integer.BYTES)) {
            return null;
        }
        return Arrays.copyOfRange(bytes, Integer.BYTES, bytes.length);
    }

    private static int crc(String object, int index, byte[] bytes, int from) {
        CRC32C crc = new CRC32C();
        crc.update(object.getBytes(StandardCharsets.ISO_8859_1));
        crc.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, index));
        crc.update(bytes, from, bytes.length - from);
        return (int) crc.getValue();
    }
}
