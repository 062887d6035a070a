package io.sallyport.edge.access;

import io.sallyport.contract.Addresses;
import io.sallyport.contract.access.CredentialsChanged;
import io.sallyport.kit.api.Metrics;
import io.sallyport.kit.service.ServiceEnvironment;
import io.vertx.core.eventbus.MessageConsumer;

/** What the gates of all loops of an edge share. Safe from any thread. */
public final class Access {
    private static final String EDGES = "edge-proxy";

    private final ServiceEnvironment environment;
    private final Buckets buckets = new Buckets();
    private final CredentialCache credentials = new CredentialCache();
    private final WrongPasswords wrongPasswords;
    private final MessageConsumer<CredentialsChanged> changes;

    public Access(ServiceEnvironment environment, Metrics metrics) {
        this.environment = environment;
        this.wrongPasswords = new WrongPasswords(metrics);
        this.changes = environment.vertx().eventBus().consumer(Addresses.CREDENTIALS_CHANGED);
        changes.handler(message -> credentials.forget(message.body()));
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

    WrongPasswords wrongPasswords() {
        return wrongPasswords;
    }

    /** Hears of no more changes. */
    public void close() {
        changes.unregister();
    }

    Buckets buckets() {
        return buckets;
    }

    CredentialCache credentials() {
        return credentials;
    }
}
