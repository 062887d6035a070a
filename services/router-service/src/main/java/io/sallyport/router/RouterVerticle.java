package io.sallyport.router;

import io.sallyport.contract.Subject;
import io.sallyport.contract.cluster.ServiceAnnouncement;
import io.sallyport.contract.route.RouteSnapshot;
import io.sallyport.kit.api.ApiServer;
import io.sallyport.kit.api.Metrics;
import io.sallyport.kit.service.ServiceEnvironment;
import io.sallyport.kit.snapshot.SnapshotTimings;
import io.sallyport.kit.snapshot.StoredSnapshotPublisher;
import io.sallyport.kit.snapshot.StoredSnapshotSubscriber;
import io.sallyport.router.api.CanaryCalls;
import io.sallyport.router.api.RouterApi;
import io.sallyport.router.api.RouterStatus;
import io.sallyport.router.canary.CanaryDuty;
import io.sallyport.router.canary.CanaryLedger;
import io.sallyport.router.canary.CanaryOrders;
import io.sallyport.router.canary.FiguresDesk;
import io.sallyport.router.discovery.Discovery;
import io.sallyport.router.discovery.netty.SystemDns;
import io.sallyport.router.gossip.EdgeReports;
import io.sallyport.router.health.HealthBoard;
import io.sallyport.router.health.ProbeFleet;
import io.sallyport.router.publish.RoutePublication;
import io.sallyport.router.source.RouteSource;
import io.sallyport.router.versions.HistoryBook;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Composition root: file to publication, published snapshot to probes, everything to status and API. All state belongs to
 * this verticle's event loop.
 *
 * <p>Probes and answers follow the snapshot in the store and not the file, so that the instance that leads and those
 * that stand by see the same.
 */
final class RouterVerticle extends VerticleBase {
    /** Start waits that long for the first snapshot; a store that is away delays readiness, not the process. */
    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);

    private static final long DUTY_MILLIS = 250;
    /** Between two look-ups of the names of endpoints. */
    private static final Duration NAMES = Duration.ofSeconds(2);

    private final ServiceEnvironment environment;
    private final SnapshotTimings timings;
    private final Duration scan;
    private final String instance = UUID.randomUUID().toString();
    private final Metrics metrics = new Metrics();
    private final EdgeReports edges;
    private final Deque<Supplier<Future<Void>>> closing = new ArrayDeque<>();
    private volatile @Nullable RouteSnapshot inForce;

    RouterVerticle(ServiceEnvironment environment, SnapshotTimings timings, Duration scan) {
        this.environment = environment;
        this.edges = new EdgeReports(environment.clock());
        this.timings = timings;
        this.scan = scan;
    }

    @Override
    public Future<?> start() {
        return open().recover(cause -> stop().transform(stopped -> Future.failedFuture(cause)));
    }

    private Future<Void> open() {
        HealthBoard board = new HealthBoard(vertx, environment.store(), instance);
        closing.push(board::close);
        ProbeFleet fleet = new ProbeFleet(environment, board, edges::suspects, ThreadLocalRandom.current(), metrics);
        closing.push(fleet::close);
        edges.onChange(fleet::changed);
        edges.open(vertx);
        closing.push(edges::close);
        StoredSnapshotPublisher<RouteSnapshot> publisher =
                StoredSnapshotPublisher.open(environment, Subject.ROUTES, RouteSnapshot.class, timings);
        closing.push(closing(publisher::close));
        RoutePublication publication = new RoutePublication(publisher);
        Discovery discovery = new Discovery(
                vertx, SystemDns.open(environment.config().resolver().addresses()), NAMES, publication::offer);
        discovery.start();
        closing.push(closing(discovery::close));
        return board.open()
                .compose(known -> RouteSource.open(
                        vertx,
                        environment.folder(),
                        environment.clock(),
                        environment.config().admin(),
                        scan,
                        discovery::offer))
                .compose(source -> {
                    closing.push(source::close);
                    return serve(source, discovery, publisher, fleet, board);
                });
    }

    private Future<Void> serve(
            RouteSource source,
            Discovery discovery,
            StoredSnapshotPublisher<RouteSnapshot> publisher,
            ProbeFleet fleet,
            HealthBoard board) {
        StoredSnapshotSubscriber<RouteSnapshot> subscriber = StoredSnapshotSubscriber.open(
                environment, Subject.ROUTES, RouteSnapshot.class, snapshot -> apply(snapshot, fleet), timings);
        closing.push(closing(subscriber::close));
        long duty = vertx.setPeriodic(1, DUTY_MILLIS, id -> fleet.lead(mayProbe(publisher, fleet)));
        closing.push(closing(() -> vertx.cancelTimer(duty)));
        CanaryLedger ledger = new CanaryLedger(vertx, environment.store(), environment.clock(), metrics);
        closing.push(ledger::close);
        RouterStatus status =
                new RouterStatus(source, discovery, publisher, subscriber, () -> inForce, board, ledger::latest);
        status.register(metrics);
        CanaryCalls canaries = canaries(ledger, () -> mayProbe(publisher, fleet));
        RouterApi api = new RouterApi(status, HistoryBook.versions(environment.store()), edges);
        return ApiServer.open(
                        environment,
                        RouterService.NAME,
                        router -> {
                            api.mount(router);
                            canaries.mount(router);
                        },
                        status::readiness,
                        metrics)
                .compose(server -> {
                    closing.push(server::close);
                    announce(server, status);
                    return subscriber.first().timeout(FIRST_WAIT).otherwiseEmpty();
                });
    }

    private CanaryCalls canaries(CanaryLedger ledger, BooleanSupplier leads) {
        FiguresDesk figures = new FiguresDesk(vertx, environment.roster(), environment.clock());
        closing.push(figures::close);
        CanaryDuty duty = new CanaryDuty(vertx, environment.clock(), ledger, figures, () -> inForce, leads);
        duty.start();
        closing.push(duty::close);
        return new CanaryCalls(new CanaryOrders(ledger, figures, () -> inForce, leads, environment.clock()));
    }

    /**
     * While the store is away nobody can take the lease, so whoever probed goes on: health matters most when something
     * is broken, and the bus still carries it.
     */
    private boolean mayProbe(StoredSnapshotPublisher<RouteSnapshot> publisher, ProbeFleet fleet) {
        return publisher.leads()
                || (fleet.leads() && !environment.store().state().connected());
    }

    private Future<Void> apply(RouteSnapshot snapshot, ProbeFleet fleet) {
        inForce = snapshot;
        fleet.apply(snapshot);
        return Future.succeededFuture();
    }

    private void announce(ApiServer server, RouterStatus status) {
        Instant startedAt = environment.clock().instant();
        String address = server.address().toString();
        var registration = environment
                .roster()
                .announce(() -> new ServiceAnnouncement(
                        RouterService.NAME,
                        instance,
                        address,
                        startedAt,
                        status.readiness().ready(),
                        status.generations(),
                        status.problems(),
                        status.figures()));
        closing.push(closing(registration::close));
    }

    private static Supplier<Future<Void>> closing(Runnable close) {
        return () -> {
            close.run();
            return Future.succeededFuture();
        };
    }

    /** Closes what was opened, the last first, whether or not the one before could be closed. */
    @Override
    public Future<?> stop() {
        Supplier<Future<Void>> next = closing.poll();
        return next == null ? Future.succeededFuture() : next.get().transform(closed -> stop().mapEmpty());
    }
}
