package io.sallyport.edge.shared;

import io.sallyport.contract.cluster.ServiceAnnouncement;
import io.sallyport.contract.settings.CacheConfig;
import io.sallyport.edge.cache.FillBudget;
import io.sallyport.kit.api.Metrics;
import io.sallyport.kit.service.Roster;
import io.sallyport.kit.service.ServiceEnvironment;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The shared tier of an edge: what its loops share, and one {@link BusTier} for each of them. Thread-safe. */
public final class SharedTiers {
    private static final String SERVICE = "cache-service";

    /** A few bodies at least, however little memory there is. */
    private static final long ROOM_MIN = 4L * 1024 * 1024;

    private final String edge;
    private final Roster roster;
    private final BusTier.@Nullable Shared shared;

    /**
     * @param edge the instance's name
     */
    public SharedTiers(ServiceEnvironment environment, String edge, Metrics metrics) {
        CacheConfig config = environment.config().cache();
        this.edge = edge;
        this.roster = environment.roster();
        boolean wanted = config.shared() && !environment.config().store().isMemory();
        this.shared = wanted ? shared(config, metrics) : null;
    }

    private static BusTier.Shared shared(CacheConfig config, Metrics metrics) {
        FillBudget room = new FillBudget(Math.max(ROOM_MIN, config.memory().bytes() / 8));
        metrics.gauge(
                "sallyport_cache_shared_room_bytes",
                "Bytes of bodies on their way between this edge and the shared tier",
                room::taken);
        return new BusTier.Shared(TierTimes.of(config), new TierFigures(metrics), room);
    }

    /** For one loop, to be called on it; {@code null} when nothing is shared. */
    public @Nullable BusTier open(Vertx vertx, LongSupplier nanos) {
        return shared == null ? null : new BusTier(edge, vertx.eventBus(), this::ready, shared, nanos);
    }

    private List<String> ready() {
        return roster.ready(SERVICE).stream().map(ServiceAnnouncement::instance).toList();
    }
}
