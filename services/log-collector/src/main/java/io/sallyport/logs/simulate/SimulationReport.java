package io.sallyport.logs.simulate;

import java.time.Instant;
import java.util.List;

/**
 * What a simulation found.
 *
 * @param records    that were looked at
 * @param eligible   of them: GETs that a cache was asked about
 * @param complete   whether the time sufficed for all of them
 * @param from       when the first of them began; {@code null} without any
 * @param had        what the records themselves say
 * @param current    what the model says of the current way; the closer to {@code had}, the more it is worth
 * @param proposed   what it says of the proposed one
 * @param bytesSaved bytes of bodies that would not have come from servers, compared with the current way in the model
 * @param merged     URLs that become one under the proposed rule
 * @param cannotTell what records do not say, in words
 */
public record SimulationReport(
        long records,
        long eligible,
        boolean complete,
        Instant from,
        Figures had,
        Figures current,
        Figures proposed,
        long bytesSaved,
        List<Merges.Merge> merged,
        List<String> cannotTell) {

    /**
     * Of one way of caching.
     *
     * @param ratio of hits among the eligible, 0 to 1
     * @param bytes of bodies from the cache
     */
    public record Figures(long hits, double ratio, long bytes) {
        static Figures of(long hits, long eligible, long bytes) {
            return new Figures(hits, eligible == 0 ? 0 : (double) hits / eligible, bytes);
        }
    }
}
