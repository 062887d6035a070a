package io.sallyport.router.health;

import io.sallyport.contract.route.ClusterDocument;
import io.sallyport.contract.route.ClusterDocument.EndpointDocument;
import io.sallyport.contract.route.ClusterDocument.HealthDocument;
import io.sallyport.contract.route.ClusterDocument.InfoDocument;
import java.time.Duration;
import java.util.Optional;

/** What is asked of one endpoint. */
record ProbeTarget(
        String cluster, EndpointDocument endpoint, Optional<HealthDocument> health, Optional<InfoDocument> info) {
    /** What stays the same when the probe's settings change. */
    record Key(String cluster, String url) {}

    /** How often the version is asked for in a cluster without a health probe, and how long an answer may take. */
    private static final HealthDocument PACE = new HealthDocument(null, null, null, null, null);

    static ProbeTarget of(ClusterDocument cluster, EndpointDocument endpoint) {
        return new ProbeTarget(cluster.name(), endpoint, cluster.health(), cluster.info());
    }

    Key key() {
        return new Key(cluster, endpoint.url());
    }

    boolean isProbed() {
        return health.isPresent() || info.isPresent();
    }

    Duration interval() {
        return health.orElse(PACE).interval();
    }

    Duration timeout() {
        return health.orElse(PACE).timeout();
    }
}
