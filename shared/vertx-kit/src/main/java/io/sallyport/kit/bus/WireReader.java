package io.sallyport.kit.bus;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads what {@link WireWriter} writes; IllegalArgumentException, never another exception, for any other bytes. */
final class WireReader {
    /** A character takes at most three bytes of UTF-8 (a surrogate pair four). */
    private static final int TEXT_BYTES_MAX = 3 * WireWriter.TEXT_MAX;

    private final String what;
    private final Buffer in;
    private final List<String> table = new ArrayList<>();
    private int position;

    /** @param what is being read, for messages */
    WireReader(String what, Buffer in) {
        this.what = what;
        this.in = in;
    }

    int readByte() {
        if (position >= in.length()) {
            throw broken("the end", "more bytes");
        }
        return in.getByte(position++) & 0xFF;
    }

    long readUnsigned() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = readByte();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw broken("a number of more than ten bytes", "at most ten");
    }

    long readSigned() {
        long value = readUnsigned();
        return value >>> 1 ^ -(value & 1);
    }

    int readCount(int max) {
        long value = readUnsigned();
        if (value < 0 || value > max) {
            throw broken("a count of " + value, "0 to " + max);
        }
        return (int) value;
    }

    String readText() {
        int place = readCount(table.size());
        if (place > 0) {
            return table.get(place - 1);
        }
        int length = readCount(TEXT_BYTES_MAX);
        if (length > remaining()) {
            throw broken("a text of " + length + " bytes", "at most " + remaining());
        }
        String text = in.getString(position, position + length, StandardCharsets.UTF_8.name());
        position += length;
        if (table.size() < WireWriter.TABLE_MAX) {
            table.add(text);
        }
        return text;
    }

    byte[] readBytes() {
        int length = readCount(remaining());
        if (length > remaining()) {
            throw broken(length + " bytes", "at most " + remaining());
        }
        byte[] bytes = in.getBytes(position, position + length);
        position += length;
        return bytes;
    }

    String readWhole() {
        return new String(readBytes(), StandardCharsets.UTF_8);
    }

    void expectVersion(int version) {
        int found = readByte();
        if (found != version) {
            throw broken("version " + found, "version " + version);
        }
    }

    void expectEnd() {
        if (remaining() > 0) {
            throw broken(remaining() + " bytes too many", "the end");
        }
    }

    int remaining() {
        return in.length() - position;
    }

    IllegalArgumentException broken(String found, String allowed) {
        return new IllegalArgumentException(what + ", byte " + position + ": found " + found + ", allowed: " + allowed);
    }
}
