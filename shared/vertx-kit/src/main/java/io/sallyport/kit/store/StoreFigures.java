package io.sallyport.kit.store;

import io.sallyport.kit.redis.Trouble;
import java.util.Map;

/**
 * What is counted of a store.
 *
 * @param calls    asked of it, those that were not sent included
 * @param connects connections that were made
 * @param paused   servers that are left alone now
 * @param damaged  values that did not match their sum when they were read
 * @param failures calls that were not carried out, or whose fate is unknown
 */
public record StoreFigures(long calls, long connects, int paused, long damaged, Map<Trouble, Long> failures) {
    /** Of a store in memory. */
    public static final StoreFigures NONE = new StoreFigures(0, 0, 0, 0, Map.of());

    public StoreFigures {
        failures = Map.copyOf(failures);
    }
}
