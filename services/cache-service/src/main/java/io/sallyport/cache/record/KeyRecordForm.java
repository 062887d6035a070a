package io.sallyport.cache.record;

import io.sallyport.cache.engine.stored.StoredHead;
import io.sallyport.cache.engine.stored.StoredHeadForm;
import io.sallyport.cache.engine.stored.Variants;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * A {@link KeyRecord} as bytes. Layout of version 1: one byte 1; the CRC-32C of all that follows; the key; a byte with the
 * number of entries; then of each entry: gone-at, mark and length, eight bytes each; head, object and body. Key, head,
 * object and body have a length of four bytes in front. Numbers are big-endian.
 */
public final class KeyRecordForm {
    private static final byte VERSION = 1;
    private static final int PREFIX = 1 + Integer.BYTES;
    private static final int ENTRY_FIXED = 3 * Long.BYTES + 3 * Integer.BYTES;

    private KeyRecordForm() {}

    public static byte[] write(KeyRecord record) {
        List<SharedEntry> entries = record.variants().entries();
        int size = PREFIX + Integer.BYTES + record.key().length + 1;
        for (SharedEntry entry : entries) {
            size += ENTRY_FIXED + entry.headBytes().length + entry.object().length() + entry.body().length;
        }
        ByteBuffer out = ByteBuffer.allocate(size);
        out.put(VERSION).putInt(0);
        put(out, record.key());
        out.put((byte) entries.size());
        for (SharedEntry entry : entries) {
            out.putLong(entry.goneAtMillis()).putLong(entry.mark()).putLong(entry.length());
            put(out, entry.headBytes());
            put(out, entry.object().getBytes(StandardCharsets.ISO_8859_1));
            put(out, entry.body());
        }
        return out.putInt(1, crc(out.array())).array();
    }

    /**
     * {@code null} for bytes that {@link #write} has not made. An entry whose head is of another release is left out.
     */
    public static @Nullable KeyRecord read(byte[] bytes) {
        if (bytes.length < PREFIX || bytes[0] != VERSION) {
            return null;
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (in.getInt(1) != crc(bytes)) {
            return null;
        }
        in.position(PREFIX);
        try {
            byte[] key = array(in);
            List<SharedEntry> entries = entries(in);
            return in.hasRemaining() ? null : new KeyRecord(key, new Variants<>(entries));
        } catch (BufferUnderflowException e) {
            return null;
        }
    }

    private static List<SharedEntry> entries(ByteBuffer in) {
        int count = Math.min(in.get() & 0xFF, Variants.MAX);
        List<SharedEntry> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            long goneAt = in.getLong();
            long mark = in.getLong();
            long length = in.getLong();
            byte[] headBytes = array(in);
            String object = new String(array(in), StandardCharsets.ISO_8859_1);
            byte[] body = array(in);
            StoredHead head = StoredHeadForm.read(headBytes);
            if (head != null && (!object.isEmpty() || body.length == length)) {
                entries.add(new SharedEntry(head, headBytes, body, object, length, mark, goneAt));
            }
        }
        return entries;
    }

    private static void put(ByteBuffer out, byte[] bytes) {
        out.putInt(bytes.length).put(bytes);
    }

    private static byte[] array(ByteBuffer in) {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }

    private static int crc(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, PREFIX, bytes.length - PREFIX);
        return (int) crc.getValue();
    }
}
