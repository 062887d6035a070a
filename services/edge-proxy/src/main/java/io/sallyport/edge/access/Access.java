package io.sallyport.edge.access;

import io.sallyport.kit.api.Metrics;
import io.sallyport.kit.service.ServiceEnvironment;

/** What the gates of all loops of an edge share. Safe from any thread. */
public final class Access {
    private static final String EDGES = "edge-proxy";

    private final ServiceEnvironment environment;
    private final Buckets buckets = new Buckets();
    private final CredentialCache credentials = new CredentialCache();

    public Access(ServiceEnvironment environment, Metrics metrics) {
        this.environment = environment;
        metrics.gauge("sallyport_limit_buckets", "Buckets of rate limits held", buckets::count);
        metrics.gauge("sallyport_credentials", "Accepted credentials remembered", credentials::count);
    }

    /** Shared limits as one loop keeps them. */
    SharedLimits sharedLimits() {
        return new SharedLimits(
                environment.store(),
                buckets,
                () -> environment.roster().ready(EDGES).size(),
                System::nanoTime);
    }

    Buckets buckets() {
        return buckets;
    }

    CredentialCache credentials() {
        return credentials;
    }
}
