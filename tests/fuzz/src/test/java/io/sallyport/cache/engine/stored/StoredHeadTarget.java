package io.sallyport.cache.engine.stored;

import io.sallyport.fuzz.Check;
import io.sallyport.fuzz.Cost;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Stored heads: nothing is read without its checksum; with it, what is read is written and read again as the same, and no
 * count in it is believed.
 */
public final class StoredHeadTarget {
    private StoredHeadTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Cost.of(input.length, () -> StoredHeadForm.read(input));
        byte[] sealed = ByteBuffer.allocate(input.length + FormReader.CHECKSUM)
                .put(input)
                .putInt(FormReader.checksum(input, input.length))
                .array();
        StoredHead head = Cost.of(sealed.length, () -> StoredHeadForm.read(sealed));
        if (head != null) {
            byte[] written = StoredHeadForm.write(head);
            StoredHead again = StoredHeadForm.read(written);
            Check.that(again != null, "what was written is not read");
            Check.that(Arrays.equals(StoredHeadForm.write(again), written), "written differently the second time");
            Check.same(again.vary(), head.vary());
            Check.same(again.status(), head.status());
        }
        Cost.atLength(input, StoredHeadForm::read);
    }
}
