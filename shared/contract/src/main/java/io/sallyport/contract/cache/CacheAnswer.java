package io.sallyport.contract.cache;

import java.util.Objects;

/**
 * What the shared cache has.
 *
 * @param kind   what the other components mean
 * @param head   of {@code FOUND}: the stored head's bytes, as the cache engine writes them; else empty
 * @param body   of {@code FOUND}: the whole body, unless {@code object} names where it lies; else empty
 * @param object of {@code FOUND} with a large body: by which name {@link ChunkQuestion} asks for its chunks; else empty
 * @param length of {@code FOUND}: bytes of the body
 * @param lease  of {@code FETCH}: the lease's token; else empty
 */
public record CacheAnswer(Kind kind, byte[] head, byte[] body, String object, long length, String lease) {
    /** What the edge does next. */
    public enum Kind {
        /** Here it is, fresh or not. */
        FOUND,
        /** Nothing; this edge fetches it for all. */
        FETCH,
        /** Nothing, and nobody is to wait: known not to be stored, or the wait is over. */
        ALONE
    }

    public CacheAnswer {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(head);
        Objects.requireNonNull(body);
        Objects.requireNonNull(object);
        Objects.requireNonNull(lease);
    }
}
