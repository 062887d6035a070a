package io.sallyport.contract;

import java.time.Instant;

/**
 * Numbered immutable state of one subject. Generations start at 1, grow, and never repeat for one subject; an
 * instance applies a snapshot only when its generation is higher than the one it runs.
 */
public interface Snapshot {
    Subject subject();

    long generation();

    /** Hex SHA-256 of the canonical document; equal digests mean equal content. */
    String digest();

    Instant producedAt();
}
