package io.sallyport.contract.cache;

import java.util.Objects;

/**
 * Asks for a piece of a large body; answered with a {@link Chunk}, an empty one when it is gone or damaged.
 *
 * @param object the body's name
 * @param index  from 0
 */
public record ChunkQuestion(String object, int index) {
    public ChunkQuestion {
        Objects.requireNonNull(object);
    }
}
