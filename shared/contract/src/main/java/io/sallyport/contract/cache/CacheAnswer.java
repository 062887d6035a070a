package io.sallyport.contract.cache;

import java.util.Arrays;
import java.util.Objects;

/**
 * What the shared cache has. Its arrays are never changed.
 *
 * @param kind   what the other components mean
 * @param head   of {@code FOUND}: the stored head's bytes, as the cache engine writes them; else empty
 * @param body   of {@code FOUND}: the whole body, unless {@code object} names where it lies; else empty
 * @param object of {@code FOUND} with a large body: by which name {@link ChunkQuestion} asks for its chunks; else empty
 * @param length of {@code FOUND}: bytes of the body
 * @param lease  of {@code FETCH}: the lease's token; else empty
 * @param mark   of {@code FOUND}: what {@link CacheFill#mark} said
 */
public record CacheAnswer(Kind kind, byte[] head, byte[] body, String object, long length, String lease, long mark) {
    private static final byte[] NOTHING = {};
    private static final CacheAnswer ALONE = new CacheAnswer(Kind.ALONE, NOTHING, NOTHING, "", 0, "", 0);
    private static final CacheAnswer NOT_STORED = new CacheAnswer(Kind.NOT_STORED, NOTHING, NOTHING, "", 0, "", 0);

    /** What the edge does next. */
    public enum Kind {
        /** Here it is, fresh or not. */
        FOUND,
        /** Nothing; this edge fetches it for all. */
        FETCH,
        /** Nothing, and nobody fetches for all: the wait is over, or too many wait. */
        ALONE,
        /** Nothing, and none is to be expected: the answer is known not to be stored. */
        NOT_STORED
    }

    public CacheAnswer {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(head);
        Objects.requireNonNull(body);
        Objects.requireNonNull(object);
        Objects.requireNonNull(lease);
    }

    /** With the whole body. */
    public static CacheAnswer found(byte[] head, byte[] body, long mark) {
        return new CacheAnswer(Kind.FOUND, head, body, "", body.length, "", mark);
    }

    /** With a body that lies in chunks. */
    public static CacheAnswer foundLarge(byte[] head, String object, long length, long mark) {
        return new CacheAnswer(Kind.FOUND, head, NOTHING, object, length, "", mark);
    }

    public static CacheAnswer fetch(String lease) {
        return new CacheAnswer(Kind.FETCH, NOTHING, NOTHING, "", 0, lease, 0);
    }

    public static CacheAnswer alone() {
        return ALONE;
    }

    public static CacheAnswer notStored() {
        return NOT_STORED;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CacheAnswer that
                && kind == that.kind
                && Arrays.equals(head, that.head)
                && Arrays.equals(body, that.body)
                && object.equals(that.object)
                && length == that.length
                && lease.equals(that.lease)
                && mark == that.mark;
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, Arrays.hashCode(head), object, length, lease, mark);
    }
}
