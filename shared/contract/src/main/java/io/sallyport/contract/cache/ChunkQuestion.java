package io.sallyport.contract.cache;

import java.util.Arrays;
import java.util.Objects;

/**
 * Asks for a piece of a large body; answered with a {@link Chunk}, an empty one when it is gone or damaged.
 *
 * @param key    what the body was found under; it is dropped there when a piece is gone
 * @param object the body's name
 * @param index  from 0
 */
public record ChunkQuestion(byte[] key, String object, int index) {
    public ChunkQuestion {
        Objects.requireNonNull(key);
        Objects.requireNonNull(object);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ChunkQuestion that
                && Arrays.equals(key, that.key)
                && object.equals(that.object)
                && index == that.index;
    }

    @Override
    public int hashCode() {
        return Objects.hash(object, index);
    }
}
