package io.sallyport.logs.alarm;

import io.sallyport.contract.cluster.ServiceAnnouncement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether records were dropped in the last five minutes, by the figures that collectors announce. What a collector had counted when
 * it was heard of first happened before. Owner: who calls it.
 */
final class Losses {
    static final Duration WINDOW = Duration.ofMinutes(5);
    private static final String COLLECTOR = "log-collector";
    private static final String FIGURE = "dropped";

    private final Map<String, Long> byInstance = new HashMap<>();
    private long records;
    private @Nullable Instant began;
    private @Nullable Instant last;

    /** So many records since a time, without a pause of five minutes. */
    record Lost(long records, Instant since) {}

    Optional<Lost> look(List<ServiceAnnouncement> roster, Instant now) {
        Map<String, Long> heard = new HashMap<>();
        for (ServiceAnnouncement each : roster) {
            if (each.service().equals(COLLECTOR)) {
                heard.put(each.instance(), each.figures().getOrDefault(FIGURE, 0L));
            }
        }
        long more = 0;
        for (Map.Entry<String, Long> each : heard.entrySet()) {
            more += Math.max(0, each.getValue() - byInstance.getOrDefault(each.getKey(), each.getValue()));
        }
        byInstance.clear();
        byInstance.putAll(heard);
        return after(more, now);
    }

    private Optional<Lost> after(long more, Instant now) {
        if (more > 0) {
            began = began == null ? now : began;
            last = now;
            records += more;
        } else if (last != null && now.isAfter(last.plus(WINDOW))) {
            began = null;
            last = null;
            records = 0;
        }
        return began == null ? Optional.empty() : Optional.of(new Lost(records, began));
    }
}
