package io.sallyport.routing.engine;

import io.sallyport.contract.route.CanaryDocument;
import io.sallyport.contract.route.RouteDocument;
import io.sallyport.contract.route.VersionsDocument;
import io.sallyport.routing.version.Version;
import io.sallyport.routing.version.VersionRange;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which ranges of versions a cluster's tracks are needed for. */
final class Selectors {
    /** A client may pin by so many leading numbers: 1, 1.5, 1.5.2. */
    private static final int LEADING_MAX = 3;

    private Selectors() {}

    /** What the routes of a cluster select, and what their clients can pin by the first numbers of a version. */
    static Set<String> ranges(List<RouteDocument> routes, String cluster, List<EndpointView> endpoints) {
        Set<String> ranges = new TreeSet<>();
        boolean pins = false;
        for (RouteDocument route : routes) {
            if (route.cluster().equals(cluster)) {
                written(route).filter(VersionRange::isRange).forEach(ranges::add);
                pins |= route.versions().isPresent();
            }
        }
        if (pins) {
            endpoints.forEach(endpoint -> addLeading(endpoint.version(), ranges));
        }
        return ranges;
    }

    private static Stream<String> written(RouteDocument route) {
        return Stream.concat(
                route.versions().map(VersionsDocument::fallback).stream(),
                route.canary().map(CanaryDocument::version).stream());
    }

    private static void addLeading(String text, Set<String> ranges) {
        Version version = Version.parse(text);
        if (version != null && !version.isPreRelease()) {
            for (int count = 1; count <= Math.min(version.length(), LEADING_MAX); count++) {
                ranges.add(version.leading(count) + VersionRule.WILD);
            }
        }
    }
}
