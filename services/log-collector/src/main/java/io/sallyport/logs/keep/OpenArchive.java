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

/**
 * An archive as a service holds it: opened and closed off the event loops.
 *
 * @param folder that holds the records; empty: in memory
 */
public record OpenArchive(Vertx vertx, Optional<Path> folder, Archive archive, Keeper keeper) {
    private record Opened(Optional<Path> folder, Archive archive) {}

    /** Opens what the configuration names; it takes about half a second, others can start meanwhile. */
    public static Future<OpenArchive> open(ServiceEnvironment environment, Metrics metrics) {
        Vertx vertx = environment.vertx();
        return vertx.executeBlocking(() -> openHere(environment), false).map(opened -> {
            Keeper keeper = new Keeper(vertx, opened.archive(), metrics);
            show(opened.archive(), metrics);
            return new OpenArchive(vertx, opened.folder(), opened.archive(), keeper);
        });
    }

    private static Opened openHere(ServiceEnvironment environment) {
        LogsConfig logs = environment.config().logs();
        if (logs.path().isEmpty()) {
            return openAt(Optional.empty(), logs, environment.clock());
        }
        Path path = environment.folder().resolve(logs.path()).toAbsolutePath().normalize();
        return new Places(path).first(folder -> openAt(Optional.of(folder), logs, environment.clock()));
    }

    private static Opened openAt(Optional<Path> folder, LogsConfig logs, Clock clock) {
        return new Opened(folder, DuckArchive.open(settings(logs, folder), () -> micros(clock)));
    }

    private static ArchiveSettings settings(LogsConfig logs, Optional<Path> path) {
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
