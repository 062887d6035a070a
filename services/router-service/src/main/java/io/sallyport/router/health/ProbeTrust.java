package io.sallyport.router.health;

import io.sallyport.contract.route.ClusterDocument.UpstreamTlsDocument;
import io.sallyport.kit.tls.UpstreamTls;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.ClientSSLOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * What the documents' {@code tls} says, with the files read. They are read again after half a minute, so that a renewed
 * certificate is used without a reload. Runs on one context.
 */
final class ProbeTrust {
    private static final Duration READ_AGAIN = Duration.ofSeconds(30);

    private final Vertx vertx;
    private final Path folder;
    private final Clock clock;
    private final Map<UpstreamTlsDocument, Read> byDocument = new HashMap<>();

    private record Read(Future<ClientSSLOptions> options, Instant at) {}

    /** @param folder where relative names of files begin */
    ProbeTrust(Vertx vertx, Path folder, Clock clock) {
        this.vertx = vertx;
        this.folder = folder;
        this.clock = clock;
    }

    /** Fails with the findings when a file cannot be used. */
    Future<ClientSSLOptions> of(UpstreamTlsDocument document) {
        Instant now = clock.instant();
        // What no document says any more goes with the others that are due; what is left is bounded by the document.
        byDocument
                .values()
                .removeIf(read ->
                        read.options().isComplete() && !now.isBefore(read.at().plus(READ_AGAIN)));
        return byDocument
                .computeIfAbsent(
                        document,
                        absent -> new Read(vertx.executeBlocking(() -> UpstreamTls.read(document, folder), false), now))
                .options();
    }
}
