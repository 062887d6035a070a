package io.sallyport.logs.query;

import io.sallyport.logs.archive.Archive;
import io.sallyport.logs.archive.KeptRows;
import io.sallyport.logs.archive.Reading;
import io.sallyport.logs.record.KeptRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Answers a {@link RecordQuery} by looking at every record once. Records lie in the order in which exchanges ended, a
 * long tunnel far from where it began, so the best {@code limit} by start are kept in a heap: time grows with the
 * records kept, memory with the limit.
 */
public final class RecordScan {
    private record Hit(Place place, KeptRecord kept) {}

    private final RecordQuery query;
    private final Comparator<Place> order;
    private final PriorityQueue<Hit> worstFirst;
    private boolean more;

    private RecordScan(RecordQuery query) {
        this.query = query;
        this.order = query.order().comparator();
        this.worstFirst = new PriorityQueue<>(Comparator.comparing(Hit::place, order.reversed()));
    }

    public static RecordPage run(Archive archive, RecordQuery query) {
        RecordScan scan = new RecordScan(query);
        Selection selection = query.selection();
        try (Reading reading = archive.open(selection.sinceMicros(), selection.untilMicros())) {
            KeptRows.each(reading, "", (kept, position) -> {
                if (selection.accepts(kept)) {
                    scan.consider(new Place(kept.access().startedAtMicros(), position), kept);
                }
                return true;
            });
        }
        return scan.page();
    }

    private void consider(Place place, KeptRecord kept) {
        if (query.after().isPresent() && order.compare(place, query.after().get()) <= 0) {
            return;
        }
        if (worstFirst.size() < query.limit()) {
            worstFirst.add(new Hit(place, kept));
            return;
        }
        more = true;
        if (order.compare(place, worstFirst.element().place()) < 0) {
            worstFirst.remove();
            worstFirst.add(new Hit(place, kept));
        }
    }

    private RecordPage page() {
        List<Hit> hits = new ArrayList<>(worstFirst);
        hits.sort(Comparator.comparing(Hit::place, order));
        Optional<Place> next = more ? Optional.of(hits.get(hits.size() - 1).place()) : Optional.empty();
        return new RecordPage(hits.stream().map(Hit::kept).toList(), next);
    }
}
