package io.sallyport.logs.intake;

import io.sallyport.contract.Addresses;
import io.sallyport.contract.health.HealthReport;
import io.sallyport.kit.api.Metrics;
import io.sallyport.kit.service.ServiceEnvironment;
import io.sallyport.kit.store.StreamReader;
import io.sallyport.logs.canary.CanaryBook;
import io.sallyport.logs.keep.OpenArchive;
import io.sallyport.logs.record.KeptRecord;
import io.sallyport.logs.servers.Inventory;
import io.sallyport.logs.tail.TailHub;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.List;
import java.util.Optional;

/**
 * Takes access records, from the store's stream where there is a store and else from the bus, and health reports from the bus.
 * Records go into the archive; then inventory and canaries count them.
 */
public final class Intake {
    private final ServiceEnvironment environment;
    private final OpenArchive archive;
    private final Inventory inventory;
    private final CanaryBook canaries;
    private final TailHub tail;
    private final Metrics metrics;
    private final Arrivals arrivals;
    private final MessageConsumer<HealthReport> reports;
    private Optional<BusIntake> bus = Optional.empty();
    private volatile Optional<StreamIntake> stream = Optional.empty();

    public Intake(
            ServiceEnvironment environment,
            OpenArchive archive,
            Inventory inventory,
            CanaryBook canaries,
            TailHub tail,
            Metrics metrics) {
        this.environment = environment;
        this.archive = archive;
        this.inventory = inventory;
        this.canaries = canaries;
        this.tail = tail;
        this.metrics = metrics;
        this.arrivals = new Arrivals(archive.keeper(), this::count, metrics);
        this.reports = environment.vertx().eventBus().consumer(Addresses.ENDPOINT_HEALTH);
    }

    /** Completes when senders can reach it. */
    public Future<Void> open() {
        reports.handler(message -> inventory.report(message.body()));
        boolean alone = environment.config().store().isMemory();
        return Future.all(reports.completion(), alone ? openBus() : openStream())
                .mapEmpty();
    }

    private Future<Void> openBus() {
        BusIntake intake = new BusIntake(environment.vertx(), arrivals);
        bus = Optional.of(intake);
        return intake.open();
    }

    private Future<Void> openStream() {
        Vertx vertx = environment.vertx();
        return vertx.executeBlocking(
                        () -> archive.folder().map(CollectorName::of).orElseGet(CollectorName::fresh))
                .map(name -> {
                    StreamReader reader = StreamReader.open(
                            vertx,
                            environment.config().store(),
                            environment.folder(),
                            StreamIntake.stream(),
                            StreamIntake.GROUP,
                            name);
                    Settlement settlement =
                            new Settlement(reader, archive.archive(), archive.keeper(), arrivals, metrics);
                    StreamIntake intake = new StreamIntake(
                            vertx,
                            reader,
                            arrivals,
                            settlement,
                            new Estate(Estate.IDLE, metrics),
                            new Unreadable(environment.clock(), metrics),
                            metrics);
                    intake.open();
                    stream = Optional.of(intake);
                    return null;
                });
    }

    public Future<Void> close() {
        Future<Void> batches = stream.map(StreamIntake::close)
                .or(() -> bus.map(BusIntake::close))
                .orElse(Future.succeededFuture());
        return Future.join(batches, reports.unregister()).mapEmpty();
    }

    /** Records taken since the start, without repetitions. */
    public long taken() {
        return arrivals.taken();
    }

    /** Records that edges say they have dropped. */
    public long dropped() {
        return arrivals.dropped();
    }

    /** What an operator should know. */
    public List<String> problems() {
        return stream.flatMap(StreamIntake::problem).map(List::of).orElse(List.of());
    }

    /** A tunnel that goes on has a record at its end as well, which is the one that counts. */
    private void count(List<KeptRecord> records) {
        tail.take(records);
        List<KeptRecord> ended =
                records.stream().filter(kept -> !kept.isProgress()).toList();
        inventory.traffic(ended);
        canaries.take(ended);
    }
}
