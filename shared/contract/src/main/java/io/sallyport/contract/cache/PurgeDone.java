package io.sallyport.contract.cache;

import java.util.Objects;
import java.util.UUID;

/**
 * An instance has carried a purge out.
 *
 * @param id       of the purge
 * @param number   up to which it has carried out the log
 * @param instance who
 */
public record PurgeDone(UUID id, long number, String instance) {
    public PurgeDone {
        Objects.requireNonNull(id);
        Objects.requireNonNull(instance);
    }
}
