package io.sallyport.logs.intake;

import io.sallyport.contract.log.AccessBatch;
import io.sallyport.contract.settings.LogsConfig;
import io.sallyport.contract.settings.StoreConfig;
import io.sallyport.contract.settings.SuiteConfig;
import io.sallyport.kit.api.Metrics;
import io.sallyport.kit.service.RunningEnvironment;
import io.sallyport.kit.store.StreamReader;
import io.sallyport.logs.archive.Archive;
import io.sallyport.logs.archive.Delivery;
import io.sallyport.logs.archive.Reading;
import io.sallyport.logs.keep.OpenArchive;
import io.sallyport.logs.record.KeptRecord;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** The intake of a collector over a real archive and a real Redis, with what a test wants to know of it. */
final class Collector {
    private final RunningEnvironment running;
    private final OpenArchive archive;
    private final StreamReader reader;
    private final StreamIntake intake;
    final Metrics metrics;
    final ConcurrentLinkedQueue<KeptRecord> followed = new ConcurrentLinkedQueue<>();

    private Collector(RunningEnvironment running, OpenArchive archive, Metrics metrics, Setting setting) {
        this.running = running;
        this.archive = archive;
        this.metrics = metrics;
        Vertx vertx = running.environment().vertx();
        reader = StreamReader.open(
                vertx, setting.store(), StreamIntake.stream(), StreamIntake.GROUP, CollectorName.of(setting.folder()));
        Arrivals arrivals = new Arrivals(archive.keeper(), followed::addAll, metrics);
        intake = new StreamIntake(
                vertx,
                reader,
                arrivals,
                new Settlement(reader, archive.archive(), archive.keeper(), arrivals, metrics),
                new Estate(setting.idle(), metrics),
                new Unreadable(Clock.systemUTC(), metrics),
                metrics);
    }

    /** @param idle after which it takes over what others have */
    record Setting(StoreConfig store, Path folder, Duration idle) {}

    /** Opens it without starting to read. */
    static Collector open(Setting setting) {
        Vertx vertx = Vertx.vertx();
        LogsConfig logs = new LogsConfig(setting.folder().toString(), null, null, null, null, null, null);
        SuiteConfig config = new SuiteConfig(null, null, setting.store(), null, null, logs, null, null, null, null);
        RunningEnvironment running = RunningEnvironment.on(vertx, config, Path.of("."));
        Metrics metrics = new Metrics();
        return new Collector(running, await(OpenArchive.open(running.environment(), metrics)), metrics, setting);
    }

    Collector start() {
        intake.open();
        return this;
    }

    /** Keeps what waits for it and is killed before it can say so. */
    void dieBeforeSettling() {
        dieBeforeSettling(Entries.read(await(reader.next(32))));
    }

    /** The same with what it takes over from others. */
    void claimAndDieBeforeSettling() {
        await(reader.claim(Duration.ZERO, 100));
        dieBeforeSettling(Entries.read(await(reader.own("0", 32))));
    }

    private void dieBeforeSettling(Entries entries) {
        List<KeptRecord> records = new ArrayList<>();
        List<Delivery> deliveries = new ArrayList<>();
        for (Arrivals.Arrived arrived : entries.batches()) {
            AccessBatch batch = arrived.batch();
            batch.records().forEach(access -> records.add(new KeptRecord(batch.edge(), access)));
            deliveries.add(new Delivery(
                    arrived.entry(),
                    batch.edge(),
                    batch.records().get(0).sequence(),
                    batch.records().get(batch.records().size() - 1).sequence()));
        }
        await(archive.keeper().keep(records, deliveries));
        await(reader.close());
        closeRest();
    }

    /** Records that wait in the stream, as the store counts them. */
    Future<Long> weight() {
        return reader.weight();
    }

    String problem() {
        return intake.problem().orElse("");
    }

    Archive archive() {
        return archive.archive();
    }

    /** What is kept, such as {@code edge-1 17}. */
    List<String> kept() {
        return kept(archive.archive());
    }

    static List<String> kept(Archive archive) {
        List<String> kept = new ArrayList<>();
        try (Reading reading = archive.open(0, Long.MAX_VALUE);
                Statement statement = reading.connection().createStatement();
                ResultSet rows = statement.executeQuery("SELECT edge, sequence FROM " + reading.relation())) {
            while (rows.next()) {
                kept.add(rows.getString(1) + " " + rows.getLong(2));
            }
            return kept;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    void close() {
        await(intake.close());
        closeRest();
    }

    private void closeRest() {
        await(archive.close());
        await(running.close());
        await(running.environment().vertx().close());
    }

    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
