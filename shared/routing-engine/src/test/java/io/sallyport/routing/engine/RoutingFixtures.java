package io.sallyport.routing.engine;

import io.sallyport.contract.health.EndpointHealth;
import io.sallyport.contract.health.HealthReport;
import io.sallyport.contract.route.ClusterDocument;
import io.sallyport.contract.route.ClusterDocument.EndpointDocument;
import io.sallyport.contract.route.ClusterDocument.HealthDocument;
import io.sallyport.contract.route.ClusterDocument.InfoDocument;
import io.sallyport.contract.route.MatchDocument;
import io.sallyport.contract.route.RouteDocument;
import io.sallyport.contract.route.RouteSnapshot;
import io.sallyport.contract.route.RoutesDocument;
import io.sallyport.contract.route.VersionsDocument;
import io.sallyport.http.Authority;
import io.sallyport.http.HeaderList;
import io.sallyport.http.IpAddress;
import io.sallyport.http.RequestFacts;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Documents, reports and requests in one line each. */
final class RoutingFixtures {
    static final Instant THEN = Instant.parse("2026-11-23T12:00:00Z");

    private RoutingFixtures() {}

    /** A cluster whose endpoints carry these labels, on ports 9001 and up; not probed. */
    static ClusterDocument cluster(String name, String... labels) {
        return new ClusterDocument(name, null, endpoints(labels), Optional.empty(), Optional.empty());
    }

    /** As {@link #cluster}, with health and info probes. */
    static ClusterDocument probed(String name, String... labels) {
        return new ClusterDocument(
                name,
                null,
                endpoints(labels),
                Optional.of(new HealthDocument(null, null, null, null, null)),
                Optional.of(new InfoDocument(null, null)));
    }

    private static List<EndpointDocument> endpoints(String... labels) {
        EndpointDocument[] endpoints = new EndpointDocument[labels.length];
        Arrays.setAll(endpoints, i -> new EndpointDocument(url(i), labels[i]));
        return List.of(endpoints);
    }

    static String url(int index) {
        return "http://127.0.0.1:" + (9001 + index);
    }

    static RouteDocument route(String name, String host, String path, String cluster) {
        return new RouteDocument(name, new MatchDocument(host, path), cluster, null, null, null);
    }

    /** A route for everything that pins by {@code X-Version}. */
    static RouteDocument pinned(String name, String cluster, String fallback) {
        return new RouteDocument(name, null, cluster, Optional.of(new VersionsDocument(null, fallback)), null, null);
    }

    static RouteSnapshot snapshot(List<ClusterDocument> clusters, List<RouteDocument> routes) {
        return new RouteSnapshot(7, "digest", THEN, new RoutesDocument(clusters, routes));
    }

    static HealthReport report(EndpointHealth... endpoints) {
        return new HealthReport("router-1", 7, List.of(endpoints));
    }

    static EndpointHealth health(String cluster, int index, EndpointHealth.State state, String version) {
        return new EndpointHealth(cluster, url(index), state, version, "because", THEN, THEN);
    }

    static RequestFacts request(String host, String path, String... headers) {
        return new RequestFacts(
                "web",
                false,
                "GET",
                "http",
                Authority.parse(host),
                path,
                null,
                IpAddress.parse("192.0.2.1"),
                HeaderList.of(headers));
    }
}
