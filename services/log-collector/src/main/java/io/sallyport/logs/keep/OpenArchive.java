package io.sallyport.logs.keep;

import io.sallyport.contract.settings.LogsConfig;
import io.sallyport.kit.api.Metrics;
import io.sallyport.kit.service.ServiceEnvironment;
import io.sallyport.logs.archive.Archive;
import io.sallyport.logs.archive.ArchiveSettings;
import io.sallyport.logs.archive.duck.DuckArchive;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** An archive as a service holds it: opened and closed off the event loops. */
public record OpenArchive(Vertx vertx, Archive archive, Keeper keeper) {
    /** Opens what the configuration names; it takes about half a second, others can start meanwhile. */
    public static Future<OpenArchive> open(ServiceEnvironment environment, Metrics metrics) {
        Vertx vertx = environment.vertx();
        ArchiveSettings settings = settings(environment.config().logs(), environment.folder());
        return vertx.executeBlocking(() -> DuckArchive.open(settings, () -> micros(environment.clock())), false)
                .map(archive -> {
                    Keeper keeper = new Keeper(vertx, archive, metrics);
                    show(archive, metrics);
                    return new OpenArchive(vertx, archive, keeper);
                });
    }

    private static ArchiveSettings settings(LogsConfig logs, Path folder) {
        Optional<Path> path = logs.path().isEmpty()
                ? Optional.empty()
                : Optional.of(folder.resolve(logs.path()).toAbsolutePath().normalize());
        return new ArchiveSettings(
                path,
                logs.retain().age(),
                logs.retain().audit(),
                logs.retain().size(path.isPresent()).bytes(),
                logs.query().memory().bytes());
    }

    private static long micros(Clock clock) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    }

    private static void show(Archive archive, Metrics metrics) {
        metrics.gauge(
                "sallyport_log_kept",
                "Access records kept now.",
                () -> archive.figures().records());
        metrics.gauge(
                "sallyport_log_kept_bytes",
                "Bytes that kept records take, on disk or in memory.",
                () -> archive.figures().bytes());
        metrics.gauge(
                "sallyport_log_parts",
                "Parts into which kept records are cut.",
                () -> archive.figures().parts());
        metrics.gauge(
                "sallyport_log_oldest_seconds",
                "Start of the oldest record kept, seconds since 1970.",
                () -> archive.figures().oldestMicros() / 1e6);
    }

    /** Keeps what waits, then closes. */
    public Future<Void> close() {
        return keeper.close()
                .eventually(() -> vertx.executeBlocking(
                        () -> {
                            archive.close();
                            return null;
                        },
                        false));
    }
}
