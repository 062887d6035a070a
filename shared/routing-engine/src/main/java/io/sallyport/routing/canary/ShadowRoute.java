package io.sallyport.routing.canary;

import io.sallyport.contract.route.ShadowDocument;
import io.sallyport.routing.engine.ClusterView;
import io.sallyport.routing.engine.EndpointView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where copies of a route's requests go.
 *
 * @param available endpoints that may be picked, in document order; empty when all are out
 * @param share     part of the requests that is copied, 0 to 1
 * @param bodyMax   bytes; a request with a longer body is not copied
 */
public record ShadowRoute(List<EndpointView> available, double share, int bodyMax) {
    public ShadowRoute {
        available = List.copyOf(available);
    }

    static ShadowRoute of(ShadowDocument document, ClusterView cluster) {
        List<EndpointView> available = cluster.select(document.version()).endpoints().stream()
                .filter(EndpointView::isAvailable)
                .toList();
        return new ShadowRoute(
                available,
                document.share().value(),
                Math.toIntExact(document.body().bytes()));
    }

    /** The endpoint of one copy, or {@code null} when there is none to be had or the lot is against it. */
    public @Nullable EndpointView draw(Lot lot) {
        return available.isEmpty() || !lot.falls(share) ? null : available.get(lot.next(available.size()));
    }
}
