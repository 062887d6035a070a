package io.sallyport.logs.intake;

import io.sallyport.contract.log.AccessBatch;
import io.sallyport.kit.bus.AccessBatchBytes;
import io.sallyport.kit.store.StreamEntry;
import io.sallyport.logs.intake.Arrivals.Arrived;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Entries of the stream, read as batches.
 *
 * @param batches    those that are
 * @param weights    by id, of those that leave the stream when the batches are kept
 * @param damaged    ids of those that are not what an edge has appended, with what shows it
 * @param gone       ids of those that have no content any more, if it is so
 * @param unreadable ids of those that are no batch that this version knows, with what is wrong
 */
record Entries(
        List<Arrived> batches,
        Map<String, Integer> weights,
        Map<String, String> damaged,
        List<String> gone,
        Map<String, String> unreadable) {
    private Entries() {
        this(new ArrayList<>(), new LinkedHashMap<>(), new LinkedHashMap<>(), new ArrayList<>(), new LinkedHashMap<>());
    }

    static Entries read(List<StreamEntry> entries) {
        Entries all = new Entries();
        entries.forEach(all::add);
        return all;
    }

    private void add(StreamEntry entry) {
        Optional<String> damage = entry.damage();
        if (damage.isPresent()) {
            damaged.put(entry.id(), damage.get());
        } else if (entry.isGone()) {
            gone.add(entry.id());
        } else {
            decode(entry);
        }
    }

    private void decode(StreamEntry entry) {
        try {
            AccessBatch batch = AccessBatchBytes.decode(entry.body());
            batches.add(new Arrived(batch, entry.id()));
            weights.put(entry.id(), batch.records().size());
        } catch (IllegalArgumentException e) {
            unreadable.put(entry.id(), e.getMessage());
        }
    }
}
