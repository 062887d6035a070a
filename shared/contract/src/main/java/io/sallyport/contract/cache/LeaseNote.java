package io.sallyport.contract.cache;

import java.util.Arrays;
import java.util.Objects;

/**
 * An edge's word on a lease that it holds; not answered.
 *
 * @param key   the key's bytes, as the cache engine writes them
 * @param lease the token
 * @param state what has become of it
 */
public record LeaseNote(byte[] key, String lease, State state) {
    /** Of the fetch. */
    public enum State {
        /** Still under way: the lease is to be renewed. */
        UNDER_WAY,
        /** Nothing came of it; another edge may try. */
        GIVEN_UP,
        /** The answer is one that is not stored: nobody is to wait for it for a while. */
        NOT_STORED
    }

    public LeaseNote {
        Objects.requireNonNull(key);
        Objects.requireNonNull(lease);
        Objects.requireNonNull(state);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LeaseNote that
                && Arrays.equals(key, that.key)
                && lease.equals(that.lease)
                && state == that.state;
    }

    @Override
    public int hashCode() {
        return Objects.hash(lease, state);
    }
}
