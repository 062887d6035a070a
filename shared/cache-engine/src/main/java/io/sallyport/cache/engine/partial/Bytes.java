package io.sallyport.cache.engine.partial;

import java.util.List;

/**
 * How the caller's bytes are cut and joined.
 *
 * @param <B> bytes that nobody writes to
 */
public interface Bytes<B> {
    /**
     * A part that is read only, and may share memory with the whole.
     *
     * @param from first position, from 0
     * @param to   position behind the last
     */
    B view(B whole, long from, long to);

    /** All of them in a row, in memory of their own. */
    B join(List<B> pieces);
}
