package io.sallyport.cache.record;

import io.sallyport.cache.engine.stored.Stored;
import io.sallyport.cache.engine.stored.StoredHead;

/**
 * A response as the shared tier keeps it. Its arrays are never changed.
 *
 * @param head         what decisions are made on
 * @param headBytes    the same as it came, and as it is handed out
 * @param body         the whole body; empty when {@code object} names its chunks
 * @param object       name of the chunks; empty for none
 * @param length       bytes of the body
 * @param mark         how far the edge had got with removals when it asked the origin for this
 * @param goneAtMillis by our clock, milliseconds since 1970, when it is of no use any more
 */
public record SharedEntry(
        StoredHead head, byte[] headBytes, byte[] body, String object, long length, long mark, long goneAtMillis)
        implements Stored {
    public boolean isLarge() {
        return !object.isEmpty();
    }

    public boolean isGone(long nowMillis) {
        return nowMillis >= goneAtMillis;
    }

    /** The same with its body elsewhere. */
    public SharedEntry inChunks(String name) {
        return new SharedEntry(head, headBytes, new byte[0], name, length, mark, goneAtMillis);
    }
}
