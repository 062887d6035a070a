package io.sallyport.edge.purge;

import io.sallyport.contract.cache.PurgeReport;
import io.sallyport.contract.cache.PurgeTarget;
import java.util.List;

/**
 * What the method PURGE is answered with.
 *
 * @param purged what was asked for
 * @param soft   whether it is stale, else gone
 * @param report how far it has got
 */
public record PurgeAnswer(List<PurgeTarget> purged, boolean soft, PurgeReport report) {
    public PurgeAnswer {
        purged = List.copyOf(purged);
    }
}
