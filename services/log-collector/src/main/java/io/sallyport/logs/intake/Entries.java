package io.sallyport.logs.intake;

import io.sallyport.contract.log.AccessBatch;
import io.sallyport.kit.bus.AccessBatchBytes;
import io.sallyport.kit.store.StreamEntry;
import io.sallyport.logs.intake.Arrivals.Arrived;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Entries of the stream, read as batches.
 *
 * @param batches    those that are
 * @param weights    by id, of those that leave the stream when the batches are kept: these, and what has no content any more
 * @param unreadable ids of those that are no batch that this version knows, with what is wrong
 */
record Entries(List<Arrived> batches, Map<String, Integer> weights, Map<String, String> unreadable) {
    static Entries read(List<StreamEntry> entries) {
        List<Arrived> batches = new ArrayList<>(entries.size());
        Map<String, Integer> weights = new LinkedHashMap<>();
        Map<String, String> unreadable = new LinkedHashMap<>();
        for (StreamEntry entry : entries) {
            if (entry.body().length() == 0) {
                weights.put(entry.id(), 0);
                continue;
            }
            try {
                AccessBatch batch = AccessBatchBytes.decode(entry.body());
                batches.add(new Arrived(batch, entry.id()));
                weights.put(entry.id(), batch.records().size());
            } catch (IllegalArgumentException e) {
                unreadable.put(entry.id(), e.getMessage());
            }
        }
        return new Entries(batches, weights, unreadable);
    }
}
