package io.sallyport.contract.cache;

import java.util.Arrays;
import java.util.Objects;

/**
 * A piece of a large body, on its way in or out. On its way in it is answered with a {@link FillAnswer}; it is forgotten
 * unless a {@link CacheFill} names its object within {@link #UNNAMED_MINUTES}.
 *
 * @param object the body's name, 1 to 64 letters, digits and dashes; chosen at random by the edge that brings it
 * @param index  from 0
 * @param bytes  never changed; all pieces but the last are {@link #SIZE} long
 */
public record Chunk(String object, int index, byte[] bytes) {
    /** Bytes of a piece. */
    public static final int SIZE = 256 * 1024;

    /** For how long a piece is kept whose head has not come. */
    public static final int UNNAMED_MINUTES = 10;

    public Chunk {
        Objects.requireNonNull(object);
        Objects.requireNonNull(bytes);
    }

    /** Pieces of a body. */
    public static int count(long length) {
        return Math.toIntExact((length + SIZE - 1) / SIZE);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Chunk that
                && object.equals(that.object)
                && index == that.index
                && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(object, index);
    }
}
