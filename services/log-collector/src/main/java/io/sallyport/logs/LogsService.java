package io.sallyport.logs;

import io.sallyport.contract.cluster.ServiceAnnouncement;
import io.sallyport.kit.api.ApiServer;
import io.sallyport.kit.api.Metrics;
import io.sallyport.kit.api.Readiness;
import io.sallyport.kit.service.Roster;
import io.sallyport.kit.service.Service;
import io.sallyport.kit.service.ServiceEnvironment;
import io.sallyport.logs.api.FleetApi;
import io.sallyport.logs.api.LogsApi;
import io.sallyport.logs.archive.ArchiveFigures;
import io.sallyport.logs.canary.CanaryBook;
import io.sallyport.logs.canary.FiguresConsumer;
import io.sallyport.logs.feed.RecordFeed;
import io.sallyport.logs.intake.Intake;
import io.sallyport.logs.keep.OpenArchive;
import io.sallyport.logs.servers.Inventory;
import io.sallyport.logs.tail.TailHub;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** The log-collector as a service: wires archive, intake, inventory and API. */
public final class LogsService implements Service {
    private static final String NAME = "log-collector";

    private volatile Running running;

    /** What start opened. */
    private record Running(
            OpenArchive archive,
            Intake intake,
            FiguresConsumer figures,
            RecordFeed feed,
            LogsApi api,
            FleetApi servers,
            ApiServer server,
            Roster.Registration registration) {
        Future<Void> close() {
            registration.close();
            return Future.join(
                            intake.close(), figures.close(), feed.close(), servers.close(), server.close(), api.close())
                    .eventually(archive::close)
                    .mapEmpty();
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Future<Void> start(ServiceEnvironment environment) {
        Metrics metrics = new Metrics();
        return OpenArchive.open(environment, metrics).compose(archive -> start(environment, archive, metrics));
    }

    private Future<Void> start(ServiceEnvironment environment, OpenArchive archive, Metrics metrics) {
        Inventory inventory = new Inventory(environment.clock());
        CanaryBook canaries = new CanaryBook(environment.clock());
        String instance = UUID.randomUUID().toString();
        FiguresConsumer figures = new FiguresConsumer(environment.vertx(), canaries, instance);
        RecordFeed feed = new RecordFeed(environment.vertx(), archive.archive(), instance);
        TailHub tail = new TailHub(metrics);
        Intake intake = new Intake(environment, archive, inventory, canaries, tail, metrics);
        LogsApi api = new LogsApi(environment, instance, archive.archive(), intake, tail, metrics);
        FleetApi servers = new FleetApi(environment, archive.archive(), inventory, instance, metrics);
        return Future.all(intake.open(), figures.open(), feed.open(), servers.open())
                .compose(open -> ApiServer.open(
                        environment, NAME, router -> mount(router, api, servers), () -> Readiness.READY, metrics))
                .recover(cause -> Future.join(
                                intake.close(), figures.close(), feed.close(), servers.close(), api.close())
                        .eventually(archive::close)
                        .transform(closed -> Future.failedFuture(cause)))
                .map(server -> {
                    Roster.Registration registration = announce(environment, instance, server, archive, intake);
                    running = new Running(archive, intake, figures, feed, api, servers, server, registration);
                    return null;
                });
    }

    private static void mount(Router router, LogsApi api, FleetApi servers) {
        api.mount(router);
        servers.mount(router);
    }

    private static Roster.Registration announce(
            ServiceEnvironment environment, String instance, ApiServer server, OpenArchive archive, Intake intake) {
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
                        problems(archive, intake),
                        figures(archive, intake)));
    }

    private static List<String> problems(OpenArchive archive, Intake intake) {
        return Stream.concat(archive.keeper().problem().stream(), intake.problems().stream())
                .toList();
    }

    private static Map<String, Long> figures(OpenArchive archive, Intake intake) {
        ArchiveFigures kept = archive.archive().figures();
        return Map.of(
                "records", intake.taken(),
                "dropped", intake.dropped(),
                "kept", kept.records(),
                "keptBytes", kept.bytes(),
                "parts", (long) kept.parts(),
                "oldestMicros", kept.oldestMicros());
    }

    @Override
    public Future<Void> stop() {
        Running current = running;
        running = null;
        return current == null ? Future.succeededFuture() : current.close();
    }
}
