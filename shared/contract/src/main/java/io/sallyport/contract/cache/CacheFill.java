package io.sallyport.contract.cache;

import java.util.Arrays;
import java.util.Objects;

/**
 * A response for the shared cache; answered with a {@link FillAnswer}. Its arrays are never changed. A head that was
 * validated anew comes the same way, with the body, or with the name of the chunks that are there already.
 *
 * @param key    the key's bytes, as the cache engine writes them
 * @param head   the stored head's bytes, as the cache engine writes them
 * @param body   the whole body, at most {@link #BODY_MAX}, unless {@code object} names its chunks
 * @param object name of the chunks, all of which have been brought before; empty for none
 * @param length bytes of the body
 * @param lease  the token of the lease that this ends; empty for none
 * @param mark   how far the edge had got with removals when it asked the origin
 */
public record CacheFill(byte[] key, byte[] head, byte[] body, String object, long length, String lease, long mark) {
    /** Bytes of a body that travels with its head; a longer one comes in chunks. */
    public static final int BODY_MAX = 64 * 1024;

    public CacheFill {
        Objects.requireNonNull(key);
        Objects.requireNonNull(head);
        Objects.requireNonNull(body);
        Objects.requireNonNull(object);
        Objects.requireNonNull(lease);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CacheFill that
                && Arrays.equals(key, that.key)
                && Arrays.equals(head, that.head)
                && Arrays.equals(body, that.body)
                && object.equals(that.object)
                && length == that.length
                && lease.equals(that.lease)
                && mark == that.mark;
    }

    @Override
    public int hashCode() {
        return Objects.hash(Arrays.hashCode(key), Arrays.hashCode(head), object, length, lease, mark);
    }
}
