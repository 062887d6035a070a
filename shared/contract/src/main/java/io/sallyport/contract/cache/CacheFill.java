package io.sallyport.contract.cache;

import java.util.Objects;

/**
 * A response for the shared cache; answered with a {@link FillAnswer}.
 *
 * @param key    the key's bytes, as the cache engine writes them
 * @param head   the stored head's bytes, as the cache engine writes them
 * @param body   the whole body, unless {@code object} names chunks that have been brought before
 * @param object name of the chunks; empty for none
 * @param length bytes of the body
 * @param lease  the token of the lease that this ends; empty for none
 */
public record CacheFill(byte[] key, byte[] head, byte[] body, String object, long length, String lease) {
    public CacheFill {
        Objects.requireNonNull(key);
        Objects.requireNonNull(head);
        Objects.requireNonNull(body);
        Objects.requireNonNull(object);
        Objects.requireNonNull(lease);
    }
}
