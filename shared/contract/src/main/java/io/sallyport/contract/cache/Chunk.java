package io.sallyport.contract.cache;

import java.util.Objects;

/**
 * A piece of a large body, on its way in or out. On its way in it is answered with a {@link FillAnswer}.
 *
 * @param object the body's name; chosen at random by the edge that brings it
 * @param index  from 0
 * @param bytes  all pieces but the last are {@link #SIZE} long
 */
public record Chunk(String object, int index, byte[] bytes) {
    /** Bytes of a piece. */
    public static final int SIZE = 256 * 1024;

    public Chunk {
        Objects.requireNonNull(object);
        Objects.requireNonNull(bytes);
    }
}
