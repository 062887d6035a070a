package io.sallyport.cache.shared;

import io.sallyport.cache.record.SharedEntry;

/** Whether a stored response may still be handed out: it has not been removed since it was asked for. */
public interface EntryCheck {
    /** Nothing is ever removed. */
    EntryCheck NONE = (key, entry) -> true;

    /**
     * Asked each time before a response is handed out or taken in.
     *
     * @param key   the key's bytes, as the cache engine writes them
     * @param entry its mark says how far the edge had got with removals when it asked the origin
     */
    boolean holds(byte[] key, SharedEntry entry);
}
