package io.sallyport.edge.access;

import io.sallyport.kit.api.Metrics;

/** What the gates of all loops of an edge share. Safe from any thread. */
public final class Access {
    private final Buckets buckets = new Buckets();
    private final CredentialCache credentials = new CredentialCache();

    public Access(Metrics metrics) {
        metrics.gauge("sallyport_limit_buckets", "Buckets of rate limits held", buckets::count);
        metrics.gauge("sallyport_credentials", "Accepted credentials remembered", credentials::count);
    }

    Buckets buckets() {
        return buckets;
    }

    CredentialCache credentials() {
        return credentials;
    }
}
