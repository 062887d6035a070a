package io.sallyport.cache;

import io.sallyport.cache.api.EntriesCalls;
import io.sallyport.cache.api.PurgeCalls;
import io.sallyport.cache.api.StatsCalls;
import io.sallyport.cache.purge.PurgeTimings;
import io.sallyport.cache.purge.Purges;
import io.sallyport.cache.purge.RecentPurges;
import io.sallyport.cache.shared.PurgeCheck;
import io.sallyport.cache.shared.SharedTier;
import io.sallyport.contract.cluster.ServiceAnnouncement;
import io.sallyport.kit.api.ApiServer;
import io.sallyport.kit.api.Metrics;
import io.sallyport.kit.api.Readiness;
import io.sallyport.kit.inquiry.EntriesInquiry;
import io.sallyport.kit.service.Roster;
import io.sallyport.kit.service.ServiceEnvironment;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Wires the shared tier, purges and API; all of it runs on this verticle's event loop. */
final class CacheVerticle extends VerticleBase {
    private final ServiceEnvironment environment;
    private final String instance = UUID.randomUUID().toString();
    private @Nullable Purges purges;
    private @Nullable SharedTier shared;
    private @Nullable ApiServer server;
    private Roster.@Nullable Registration registration;

    CacheVerticle(ServiceEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public Future<?> start() {
        Metrics metrics = new Metrics();
        Roster roster = environment.roster();
        Purges issued = new Purges(environment, instance, PurgeTimings.DEFAULT, metrics);
        purges = issued;
        PurgeCalls purgeCalls = new PurgeCalls(issued);
        StatsCalls statsCalls = new StatsCalls(roster);
        EntriesCalls entriesCalls = new EntriesCalls(new EntriesInquiry(environment.vertx(), roster));
        return issued.open()
                .compose(open -> share(issued, metrics))
                .compose(open -> ApiServer.open(
                        environment,
                        CacheService.NAME,
                        router -> {
                            purgeCalls.mount(router);
                            statsCalls.mount(router);
                            entriesCalls.mount(router);
                        },
                        () -> Readiness.READY,
                        metrics))
                .onSuccess(api -> announce(api, issued))
                .recover(cause -> stop().transform(closed -> Future.failedFuture(cause)));
    }

    private Future<Void> share(Purges issued, Metrics metrics) {
        if (!SharedTier.isWanted(environment.config())) {
            return Future.succeededFuture();
        }
        return SharedTier.open(environment, instance, new PurgeCheck(issued.table()), metrics)
                .onSuccess(tier -> shared = tier)
                .mapEmpty();
    }

    private void announce(ApiServer api, Purges issued) {
        server = api;
        SharedTier tier = shared;
        Instant startedAt = environment.clock().instant();
        registration = environment
                .roster()
                .announce(() -> new ServiceAnnouncement(
                        CacheService.NAME,
                        instance,
                        api.address().toString(),
                        startedAt,
                        true,
                        Map.of(),
                        tier == null ? List.of() : tier.problems(),
                        figures(tier, issued)));
    }

    private static Map<String, Long> figures(@Nullable SharedTier tier, Purges issued) {
        Map<String, Long> figures = new HashMap<>(tier == null ? Map.of() : tier.figures());
        figures.put(RecentPurges.FIGURE, issued.number());
        return figures;
    }

    @Override
    public Future<?> stop() {
        if (registration != null) {
            registration.close();
        }
        Future<Void> api = server == null ? Future.succeededFuture() : server.close();
        Future<Void> commands = purges == null ? Future.succeededFuture() : purges.close();
        Future<Void> sharing = shared == null ? Future.succeededFuture() : shared.close();
        return Future.join(api, commands, sharing);
    }
}
