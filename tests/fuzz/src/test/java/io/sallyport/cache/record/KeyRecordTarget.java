package io.sallyport.cache.record;

import io.sallyport.fuzz.Check;
import io.sallyport.fuzz.Cost;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** The shared cache's records and pieces: only what was written is read, and no count in it is believed. */
public final class KeyRecordTarget {
    private static final int PREFIX = 5;

    private KeyRecordTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Cost.of(input.length, () -> KeyRecordForm.read(input));
        byte[] sealed = sealed(input);
        KeyRecord record = Cost.of(sealed.length, () -> KeyRecordForm.read(sealed));
        if (record != null) {
            byte[] written = KeyRecordForm.write(record);
            KeyRecord again = KeyRecordForm.read(written);
            Check.that(
                    again != null && Arrays.equals(KeyRecordForm.write(again), written),
                    "written differently the second time");
            Check.that(written.length <= sealed.length, "longer than what it was read from");
        }
        byte[] piece = ChunkForm.read("object", 1, input);
        Check.that(piece == null || Arrays.equals(ChunkForm.write("object", 1, piece), input), "another piece");
    }

    /** With the version and the checksum that no fuzzer would guess. */
    private static byte[] sealed(byte[] input) {
        CRC32C crc = new CRC32C();
        crc.update(input);
        return ByteBuffer.allocate(PREFIX + input.length)
                .put((byte) 1)
                .putInt((int) crc.getValue())
                .put(input)
                .array();
    }
}
