package io.sallyport.kit.seal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;

/**
 * Documents of the store with a sum in front: {@code {"a":1}} lies there as {@code {"crc32c":"0a1b2c3d","a":1}}. The sum is over the key and all
 * that follows it, so that one document is not taken for another. A release before seals skips the member that it does not
 * know; what such a release has written has none, and is taken as it is.
 */
public final class DocumentSeal {
    private static final byte[] MARK = "{\"crc32c\":\"".getBytes(UTF_8);
    private static final byte[] BEHIND = "\",".getBytes(UTF_8);
    private static final int SUMMED = MARK.length + Checksum.DIGITS + BEHIND.length;

    /** Of the mark, as many bytes as no document without a seal has in common with it. */
    private static final int LIKE = 8;

    /** Stands for the first byte where the bytes do not match their sum; no JSON begins so. */
    private static final byte UNREADABLE = 0;

    private DocumentSeal() {}

    /** The document with its seal; what is no JSON object with members stays as it is. */
    public static Buffer seal(String key, Buffer document) {
        if (document.length() < 3 || document.getByte(0) != '{' || document.getByte(1) != '"') {
            return document;
        }
        return Buffer.buffer(SUMMED + document.length())
                .appendBytes(MARK)
                .appendString(Checksum.of(key, document, 1))
                .appendBytes(BEHIND)
                .appendBuffer(document, 1, document.length() - 1);
    }

    /** The document as it was before {@link #seal}; empty when it came with wrong bits. */
    public static Optional<Buffer> open(String key, Buffer lying) {
        if (!isLikeSealed(lying)) {
            return Optional.of(lying);
        }
        Buffer right = Buffer.buffer(MARK)
                .appendString(Checksum.of(key, lying, SUMMED))
                .appendBytes(BEHIND);
        return lying.slice(0, SUMMED).equals(right)
                ? Optional.of(Buffer.buffer(lying.length())
                        .appendString("{")
                        .appendBuffer(lying, SUMMED, lying.length() - SUMMED))
                : Optional.empty();
    }

    /** What lies in the store with wrong bits, made so that nobody reads it; {@link #lying} knows it again. */
    public static Buffer unreadable(Buffer lying) {
        return lying.copy().setByte(0, UNREADABLE);
    }

    /** What may lie in the store where a document was read: it with its seal, or by a release before seals without. */
    public static List<Buffer> lying(String key, Buffer document) {
        boolean unread = document.length() > SUMMED && document.getByte(0) == UNREADABLE;
        return List.of(unread ? document.copy().setByte(0, MARK[0]) : seal(key, document), document);
    }

    /** Also with some wrong bits in the mark itself. */
    private static boolean isLikeSealed(Buffer lying) {
        int alike = 0;
        for (int i = 0; i < MARK.length && lying.length() > SUMMED; i++) {
            alike += lying.getByte(i) == MARK[i] ? 1 : 0;
        }
        return alike >= LIKE;
    }
}
