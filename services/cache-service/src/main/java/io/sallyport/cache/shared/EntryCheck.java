package io.sallyport.cache.shared;

import io.sallyport.cache.record.SharedEntry;
import org.jspecify.annotations.Nullable;

/** What purges leave of a stored response. */
public interface EntryCheck {
    /** Nothing is ever purged. */
    EntryCheck NONE = (key, entry) -> entry;

    /**
     * Asked each time before a response is handed out or taken in.
     *
     * @param key   the key's bytes, as the cache engine writes them
     * @param entry its head's sequence says as of which purges it was fetched
     * @return the same, or as what it may still be handed out; {@code null} when it is gone
     */
    @Nullable
    SharedEntry left(byte[] key, SharedEntry entry);
}
