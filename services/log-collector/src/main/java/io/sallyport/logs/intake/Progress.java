package io.sallyport.logs.intake;

import io.sallyport.contract.log.AccessBatch;
import io.sallyport.contract.log.AccessRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which records of each edge have been heard. Where collectors share the work each hears but some of an edge's batches, and
 * those of a dead one late, so it is ranges that are remembered, not a last number. Not thread-safe.
 *
 * <p>An edge's id is new with every start of its process, so ids would pile up: the thousand heard last are remembered, and of
 * each as many ranges as an archive remembers deliveries.
 */
final class Progress {
    private static final int MAX_EDGES = 1000;
    private static final int MAX_RANGES = 10_000;

    private final Map<String, Ranges> edges = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Ranges> eldest) {
            return size() > MAX_EDGES;
        }
    };

    /** The records of a batch that were not heard before. */
    List<AccessRecord> fresh(AccessBatch batch) {
        Ranges heard = edges.get(batch.edge());
        if (heard == null) {
            return batch.records();
        }
        List<AccessRecord> fresh = new ArrayList<>(batch.records().size());
        for (AccessRecord access : batch.records()) {
            if (!heard.contains(access.sequence())) {
                fresh.add(access);
            }
        }
        return fresh;
    }

    /** Remembers records of an edge, ascending by sequence. */
    void add(String edge, List<AccessRecord> records) {
        if (!records.isEmpty() && areInOnePiece(records)) {
            add(edge, records.get(0).sequence(), records.get(records.size() - 1).sequence());
        } else {
            records.forEach(access -> add(edge, access.sequence(), access.sequence()));
        }
    }

    void add(String edge, long first, long last) {
        edges.computeIfAbsent(edge, id -> new Ranges(MAX_RANGES)).add(first, last);
    }

    /** Forgets records of an edge: they were not kept after all. */
    void remove(String edge, List<AccessRecord> records) {
        records.forEach(access -> remove(edge, access.sequence(), access.sequence()));
    }

    void remove(String edge, long first, long last) {
        Ranges heard = edges.get(edge);
        if (heard != null) {
            heard.remove(first, last);
        }
    }

    private static boolean areInOnePiece(List<AccessRecord> records) {
        long first = records.get(0).sequence();
        return records.get(records.size() - 1).sequence() - first == records.size() - 1;
    }
}
