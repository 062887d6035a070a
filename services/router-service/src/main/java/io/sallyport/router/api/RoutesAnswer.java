package io.sallyport.router.api;

import io.sallyport.contract.Problem;
import io.sallyport.contract.route.RouteSnapshot;
import io.sallyport.contract.route.RoutesDocument;
import io.sallyport.routing.validation.RouteValidator;
import java.time.Instant;
import java.util.List;

/**
 * What {@code GET /v1/routes} answers.
 *
 * @param leads    whether this instance publishes and probes; others stand by
 * @param problems what is degraded, such as an edit that was refused; empty when nothing is
 * @param warnings routes of the document that are equally specific and meet in some request
 * @param document what is in force, which differs from the file while an edit is refused
 */
public record RoutesAnswer(
        long generation,
        String digest,
        Instant producedAt,
        boolean leads,
        List<String> problems,
        List<String> warnings,
        RoutesDocument document) {
    static RoutesAnswer of(RouteSnapshot snapshot, boolean leads, List<String> problems) {
        return new RoutesAnswer(
                snapshot.generation(),
                snapshot.digest(),
                snapshot.producedAt(),
                leads,
                problems,
                RouteValidator.warnings(snapshot.document()).stream()
                        .map(Problem::toString)
                        .toList(),
                snapshot.document());
    }
}
