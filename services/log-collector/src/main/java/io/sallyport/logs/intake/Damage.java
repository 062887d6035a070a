package io.sallyport.logs.intake;

import io.sallyport.kit.api.Metrics;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Entries that came with wrong bits, or without content. The store may hold the right ones, so they are read again before
 * anything is done about them, a few times at once and then with the chores. Owner: the context of the intake.
 */
final class Damage {
    /** Readings after which an entry is believed to lie in the store as it comes. */
    static final int READINGS = 4;

    private static final Logger LOG = LoggerFactory.getLogger(Damage.class);
    private static final int KNOWN_MAX = 1000;
    private static final int AT_ONCE = 3;

    private final Metrics.Counter count;
    private final Map<String, Integer> readings = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > KNOWN_MAX;
        }
    };
    private int again;

    Damage(Metrics metrics) {
        this.count = metrics.counter(
                "sallyport_log_damaged_total",
                "Readings of batches in the store's stream that came with wrong bits or empty, and were not accepted.");
    }

    /**
     * Notes an entry that came so; whether it has come so each time, {@value #READINGS} times in all.
     *
     * @param cause what shows it
     */
    boolean isThere(String id, String cause) {
        count.increment();
        int times = readings.merge(id, 1, Integer::sum);
        if (times == 1) {
            LOG.warn("batch {} came with wrong bits, and is read again: {}", id, cause);
        }
        return times >= READINGS;
    }

    /** It came right. */
    void isOver(String id) {
        readings.remove(id);
    }

    /** Whether what came so is to be read again now, or when the chores are due. */
    boolean isAgain() {
        return again++ < AT_ONCE;
    }

    /** The chores are due. */
    void choresDone() {
        again = 0;
    }
}
