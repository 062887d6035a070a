package io.sallyport.contract.route;

import io.sallyport.contract.Snapshot;
import io.sallyport.contract.Subject;
import java.time.Instant;

/** Numbered routes, clusters and endpoints. */
public record RouteSnapshot(long generation, String digest, Instant producedAt, RoutesDocument document)
        implements Snapshot {
    @Override
    public Subject subject() {
        return Subject.ROUTES;
    }
}
