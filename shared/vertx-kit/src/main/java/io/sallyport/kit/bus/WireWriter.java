package io.sallyport.kit.bus;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Writes the primitives of the binary forms. One per message, one thread. */
final class WireWriter {
    /** Texts that are remembered; later ones are written out each time. */
    static final int TABLE_MAX = 4096;

    /** Characters of a text; more are cut. */
    static final int TEXT_MAX = 8192;

    private final Buffer out;
    private final Map<String, Integer> table = new HashMap<>();

    WireWriter(int expectedBytes) {
        this.out = Buffer.buffer(expectedBytes);
    }

    void writeByte(int value) {
        out.appendByte((byte) value);
    }

    /** Seven bits a byte, the lowest first, the top bit set on all but the last. */
    void writeUnsigned(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            out.appendByte((byte) (rest & 0x7F | 0x80));
            rest >>>= 7;
        }
        out.appendByte((byte) rest);
    }

    /** Small numbers of either sign are short: 0, -1, 1, -2 become 0, 1, 2, 3. */
    void writeSigned(long value) {
        writeUnsigned(value << 1 ^ value >> 63);
    }

    /** The place of a text in the table, counted from 1, or 0 and the text itself, which then takes the next place. */
    void writeText(String text) {
        Integer place = table.get(text);
        if (place != null) {
            writeUnsigned(place);
            return;
        }
        byte[] bytes = cut(text).getBytes(StandardCharsets.UTF_8);
        writeUnsigned(0);
        writeUnsigned(bytes.length);
        out.appendBytes(bytes);
        if (table.size() < TABLE_MAX) {
            table.put(text, table.size() + 1);
        }
    }

    /** A length and that many bytes. */
    void writeBytes(byte[] bytes) {
        writeUnsigned(bytes.length);
        out.appendBytes(bytes);
    }

    /** A text of any length, which is not remembered. */
    void writeWhole(String text) {
        writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    Buffer bytes() {
        return out;
    }

    private static String cut(String text) {
        return text.length() <= TEXT_MAX ? text : text.substring(0, TEXT_MAX);
    }
}
