package io.sallyport.contract.cache;

import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * How far a purge has got.
 *
 * @param id      the purge's
 * @param number  in the log; 0 while the store is not to be had: who is away then does not learn of it before it is
 * @param done    instances that have carried it out
 * @param waiting ready instances that have not answered yet
 */
public record PurgeReport(UUID id, long number, List<String> done, List<String> waiting) {
    public PurgeReport {
        Objects.requireNonNull(id);
        done = List.copyOf(done);
        waiting = List.copyOf(waiting);
    }

    public boolean isComplete() {
        return waiting.isEmpty() && number > 0;
    }
}
