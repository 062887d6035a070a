package io.sallyport.logs.servers;

import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.log.ServerFigures;
import io.sallyport.contract.log.ServerRecord;
import io.sallyport.logs.record.KeptRecord;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/** What records tell of one server; the {@link Inventory} guards it. */
final class Server {
    /** Records and errors that are remembered. */
    static final int LAST_MAX = 10;

    private static final Comparator<KeptRecord> BY_END = Comparator.comparingLong(KeptRecord::endedAtMicros);

    private final String id;
    private final String cluster;
    private final RecentTraffic traffic = new RecentTraffic();
    private Deque<KeptRecord> records = new ArrayDeque<>();
    private Deque<KeptRecord> errors = new ArrayDeque<>();
    private String endpoint;
    private String version = "";
    private Instant lastSeen;

    Server(String id, String cluster, String endpoint, Instant now) {
        this.id = id;
        this.cluster = cluster;
        this.endpoint = endpoint;
        this.lastSeen = now;
    }

    void served(KeptRecord kept, Instant now) {
        AccessRecord access = kept.access();
        traffic.add(kept, now.toEpochMilli());
        lastSeen = now;
        endpoint = access.endpoint();
        version = access.version().isEmpty() ? version : access.version();
        push(records, kept);
        if (kept.isError()) {
            push(errors, kept);
        }
    }

    /** Takes records of before the start, which count for nothing; those that came meanwhile are newer. */
    void recall(Collection<KeptRecord> recalled) {
        records = newest(recalled, records);
        errors = newest(recalled.stream().filter(KeptRecord::isError).toList(), errors);
        for (KeptRecord kept : records) {
            version =
                    kept.access().version().isEmpty() ? version : kept.access().version();
        }
    }

    private static Deque<KeptRecord> newest(Collection<KeptRecord> recalled, Deque<KeptRecord> known) {
        Deque<KeptRecord> all = new ArrayDeque<>();
        recalled.stream().sorted(BY_END).forEach(kept -> push(all, kept));
        known.forEach(kept -> push(all, kept));
        return all;
    }

    boolean isForgettable(Instant before) {
        return lastSeen.isBefore(before);
    }

    /** @param whole with its last records and errors */
    ServerFigures figures(Instant now, boolean whole) {
        return new ServerFigures(
                id,
                cluster,
                endpoint,
                version,
                lastSeen,
                traffic.recent(now.toEpochMilli()),
                traffic.total(),
                whole ? words(errors) : List.of(),
                whole ? words(records) : List.of());
    }

    private static List<ServerRecord> words(Deque<KeptRecord> records) {
        return records.stream().map(RecordWords::of).toList();
    }

    private static void push(Deque<KeptRecord> newestLast, KeptRecord kept) {
        if (newestLast.size() == LAST_MAX) {
            newestLast.removeFirst();
        }
        newestLast.addLast(kept);
    }
}
