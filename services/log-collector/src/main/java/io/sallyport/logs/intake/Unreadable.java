package io.sallyport.logs.intake;

import io.sallyport.kit.api.Metrics;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Entries that this version cannot read, or that come with wrong bits however often they are read. They are left where they
 * are, for a newer collector to take over; those that are still there after a day are given up. Owner: the context of the
 * intake.
 */
final class Unreadable {
    private static final Logger LOG = LoggerFactory.getLogger(Unreadable.class);
    private static final Duration LIFE = Duration.ofDays(1);
    private static final int KNOWN_MAX = 1000;

    private final Clock clock;
    private final Metrics.Counter count;
    private final Map<String, Boolean> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > KNOWN_MAX;
        }
    };

    Unreadable(Clock clock, Metrics metrics) {
        this.clock = clock;
        this.count = metrics.counter(
                "sallyport_log_unreadable_total", "Batches in the store's stream that this collector cannot read.");
    }

    /** Notes an entry; whether it is to be given up. */
    boolean isOver(String id, String cause) {
        if (known.put(id, true) == null) {
            count.increment();
            LOG.error("batch {} cannot be read, and is left in the stream for a day: {}", id, cause);
        }
        return appendedAt(id) < clock.millis() - LIFE.toMillis();
    }

    /** Ids begin with the server's time. */
    private static long appendedAt(String id) {
        int dash = id.indexOf('-');
        return Long.parseLong(dash < 0 ? id : id.substring(0, dash));
    }
}
