package io.sallyport.contract.cache;

import java.util.UUID;

/**
 * Take responses out of the cache. Carrying the same id out twice is harmless.
 *
 * @param scope what {@code value} names
 * @param value the URL or prefix; empty for everything
 */
public record PurgeCommand(UUID id, Scope scope, String value) {
    /** How much to take out. */
    public enum Scope {
        URL,
        PREFIX,
        EVERYTHING
    }
}
