package io.sallyport.policy.backup;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/** A body that is text, or text packed by gzip, as the command line sends it. */
final class Packed {
    static final int TEXT_BYTES_MAX = 32 << 20;

    private static final int GZIP = 0x1f8b;

    private Packed() {}

    /** @throws IllegalArgumentException if it is neither, or too much */
    static String text(Buffer body) {
        if (body == null || body.length() == 0) {
            throw new IllegalArgumentException("body: found nothing, allowed: a backup");
        }
        byte[] bytes =
                body.length() > 2 && body.getUnsignedShort(0) == GZIP ? unpacked(body.getBytes()) : body.getBytes();
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("body: found bytes that are not UTF-8, allowed: a backup", e);
        }
    }

    private static byte[] unpacked(byte[] packed) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            byte[] bytes = in.readNBytes(TEXT_BYTES_MAX + 1);
            if (bytes.length > TEXT_BYTES_MAX) {
                throw new IllegalArgumentException("body: found more than 32 MiB unpacked, allowed: at most 32 MiB");
            }
            return bytes;
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "body: found damaged gzip (" + e.getMessage() + "), allowed: a backup", e);
        }
    }
}
