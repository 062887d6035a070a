package io.sallyport.router.discovery;

import io.sallyport.contract.route.ClusterDocument;
import io.sallyport.contract.route.ClusterDocument.EndpointDocument;
import io.sallyport.contract.route.RoutesDocument;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Documents of one cluster whose endpoints are names. */
final class NamedDocuments {
    private NamedDocuments() {}

    static RoutesDocument of(String... urls) {
        List<EndpointDocument> endpoints = Stream.of(urls)
                .map(url -> new EndpointDocument(url, "1.5", 3, 1, true))
                .toList();
        return of(endpoints);
    }

    static RoutesDocument of(List<EndpointDocument> endpoints) {
        return new RoutesDocument(
                List.of(new ClusterDocument("shop", null, endpoints, Optional.empty(), Optional.empty())), null);
    }

    static List<String> urls(RoutesDocument document) {
        return document.clusters().get(0).endpoints().stream()
                .map(EndpointDocument::url)
                .toList();
    }
}
