package io.sallyport.router.source;

import io.sallyport.config.ConfigException;
import io.sallyport.config.Finding;
import io.sallyport.contract.route.RoutesDocument;
import io.sallyport.contract.settings.AdminConfig;
import io.sallyport.kit.config.DocumentBinder;
import io.sallyport.kit.config.DocumentWatch;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file {@code routes.yaml}, watched. Accepted documents are handed on; a refused one is reported and changes nothing.
 * Runs on the context it was opened on; {@link #problem()} is safe from any thread.
 */
public final class RouteSource {
    private static final Logger LOG = LoggerFactory.getLogger(RouteSource.class);

    private final Vertx vertx;
    private final Path folder;
    private final Clock clock;
    private final AdminConfig admin;
    private final String file;
    private final Consumer<RoutesDocument> accepted;
    private volatile @Nullable RouteReading last;
    private @Nullable DocumentWatch watch;
    private Future<RouteReading> reading = Future.failedFuture("nothing to read");

    private RouteSource(Vertx vertx, Path folder, Clock clock, AdminConfig admin, Consumer<RoutesDocument> accepted) {
        this.vertx = vertx;
        this.folder = folder;
        this.clock = clock;
        this.admin = admin;
        this.file = folder.resolve(DocumentBinder.ROUTES).toString();
        this.accepted = accepted;
    }

    /**
     * Starts to watch. Completes when the first document has been handed on; fails with {@link ConfigException},
     * watching nothing, when the file is missing, blank or refused.
     *
     * @param clock    says which certificates of the document have expired
     * @param admin    what no cluster may lead to
     * @param scan     time between two looks at the file
     * @param accepted takes each document that compiles, the first one included
     */
    public static Future<RouteSource> open(
            Vertx vertx,
            Path folder,
            Clock clock,
            AdminConfig admin,
            Duration scan,
            Consumer<RoutesDocument> accepted) {
        RouteSource source = new RouteSource(vertx, folder, clock, admin, accepted);
        return DocumentWatch.open(vertx, folder, List.of(DocumentBinder.ROUTES), scan, source::changed)
                .compose(opened -> source.reading.transform(read -> source.opened(opened)));
    }

    private Future<RouteSource> opened(DocumentWatch opened) {
        watch = opened;
        RouteReading first = last;
        if (first instanceof RouteReading.Accepted) {
            return Future.succeededFuture(this);
        }
        List<Finding> findings = first instanceof RouteReading.Refused refused
                ? refused.findings()
                : List.of(Finding.of(file, "no text", "clusters and routes, or \"routes: []\" for none"));
        return opened.close().transform(closed -> Future.failedFuture(new ConfigException(findings)));
    }

    /**
     * Not on the loop: files that the document names are read as well. One reading after the other. Who waits for a
     * reading waits until it has been taken: a mere handler could come after those who ask a finished future.
     */
    private void changed(String name, String text) {
        reading = vertx.executeBlocking(
                        () -> RouteReading.of(file, text, System.getenv(), folder, clock.instant(), admin), true)
                .map(this::read)
                .onFailure(failure -> LOG.error("routes.yaml cannot be read", failure));
    }

    private RouteReading read(RouteReading reading) {
        boolean first = last == null;
        boolean wasRefused = last instanceof RouteReading.Refused;
        last = reading;
        if (reading instanceof RouteReading.Accepted document) {
            if (wasRefused) {
                LOG.info("routes.yaml is valid again");
            }
            document.warnings().forEach(warning -> LOG.warn("{}", warning));
            accepted.accept(document.document());
        } else if (reading instanceof RouteReading.Refused refused && !first) {
            LOG.error("the edit is refused and changes nothing:\n{}", refused.text());
        }
        return reading;
    }

    /** Why the newest text is not in use; empty when it is. */
    public String problem() {
        return last instanceof RouteReading.Refused refused ? refused.text() : "";
    }

    public Future<Void> close() {
        return watch == null ? Future.succeededFuture() : watch.close();
    }
}
