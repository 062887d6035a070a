package io.sallyport.logs;

import io.sallyport.contract.cluster.ServiceAnnouncement;
import io.sallyport.kit.api.ApiServer;
import io.sallyport.kit.api.Metrics;
import io.sallyport.kit.api.Readiness;
import io.sallyport.kit.service.Roster;
import io.sallyport.kit.service.Service;
import io.sallyport.kit.service.ServiceEnvironment;
import io.sallyport.logs.api.LogsApi;
import io.sallyport.logs.canary.CanaryBook;
import io.sallyport.logs.canary.FiguresConsumer;
import io.sallyport.logs.feed.RecordFeed;
import io.sallyport.logs.intake.Intake;
import io.sallyport.logs.keep.RecordRing;
import io.sallyport.logs.servers.Inventory;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The log-collector as a service: wires intake, ring, inventory and API. */
public final class LogsService implements Service {
    private static final String NAME = "log-collector";

    private volatile Running running;

    /** What start opened. */
    private record Running(
            Intake intake,
            FiguresConsumer figures,
            RecordFeed feed,
            LogsApi api,
            ApiServer server,
            Roster.Registration registration) {
        Future<Void> close() {
            registration.close();
            return Future.join(intake.close(), figures.close(), feed.close(), server.close(), api.close())
                    .mapEmpty();
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Future<Void> start(ServiceEnvironment environment) {
        RecordRing ring = new RecordRing(200_000);
        Inventory inventory = new Inventory(environment.clock());
        Metrics metrics = new Metrics();
        CanaryBook canaries = new CanaryBook(environment.clock());
        String instance = UUID.randomUUID().toString();
        FiguresConsumer figures = new FiguresConsumer(environment.vertx(), canaries, instance);
        RecordFeed feed = new RecordFeed(environment.vertx(), ring, instance);
        Intake intake = new Intake(environment.vertx(), ring, inventory, canaries, metrics);
        LogsApi api = new LogsApi(
                environment.vertx(),
                ring,
                intake,
                inventory,
                environment.config().cache().memory(),
                environment.clock());
        return Future.all(intake.open(), figures.open(), feed.open())
                .compose(open -> ApiServer.open(environment, NAME, api::mount, () -> Readiness.READY, metrics))
                .recover(cause -> Future.join(intake.close(), figures.close(), feed.close(), api.close())
                        .transform(closed -> Future.failedFuture(cause)))
                .map(server -> {
                    Roster.Registration registration = announce(environment, instance, server, ring, intake);
                    running = new Running(intake, figures, feed, api, server, registration);
                    return null;
                });
    }

    private static Roster.Registration announce(
            ServiceEnvironment environment, String instance, ApiServer server, RecordRing ring, Intake intake) {
        Instant startedAt = environment.clock().instant();
        String address = server.address().toString();
        return environment
                .roster()
                .announce(() -> new ServiceAnnouncement(
                        NAME,
                        instance,
                        address,
                        startedAt,
                        true,
                        Map.of(),
                        List.of(),
                        Map.of("records", intake.taken(), "kept", (long) ring.size(), "dropped", intake.dropped())));
    }

    @Override
    public Future<Void> stop() {
        Running current = running;
        running = null;
        return current == null ? Future.succeededFuture() : current.close();
    }
}
