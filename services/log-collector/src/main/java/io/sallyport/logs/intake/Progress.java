package io.sallyport.logs.intake;

import io.sallyport.contract.log.AccessBatch;
import io.sallyport.contract.log.AccessRecord;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How far each edge has been heard. An edge sends its records in ascending order and repeats a batch until it is
 * answered, so what is not above the last sequence is a repetition. Not thread-safe.
 *
 * <p>An edge's id is new with every start of its process, so ids would pile up: the thousand heard last are remembered.
 */
final class Progress {
    private static final int MAX_EDGES = 1000;

    private final Map<String, Edge> edges = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Edge> eldest) {
            return size() > MAX_EDGES;
        }
    };

    private record Edge(long sequence, long dropped) {}

    /**
     * What a batch brings.
     *
     * @param fresh    its records that were not heard before
     * @param sequence the last one heard now
     * @param dropped  records the edge has dropped since its batch before
     * @param droppedAll records the edge has dropped since its start
     */
    record News(List<AccessRecord> fresh, long sequence, long dropped, long droppedAll) {}

    /** What it would bring; it is heard when it is kept. */
    News look(AccessBatch batch) {
        Edge before = edges.getOrDefault(batch.edge(), new Edge(0, 0));
        List<AccessRecord> records = batch.records();
        int known = 0;
        while (known < records.size() && records.get(known).sequence() <= before.sequence()) {
            known++;
        }
        long sequence = known == records.size()
                ? before.sequence()
                : records.get(records.size() - 1).sequence();
        long dropped = Math.max(before.dropped(), batch.droppedBefore());
        return new News(records.subList(known, records.size()), sequence, dropped - before.dropped(), dropped);
    }

    /** Takes note of a batch that was looked at. */
    void heard(String edge, News news) {
        edges.put(edge, new Edge(news.sequence(), news.droppedAll()));
    }
}
