package io.sallyport.policy.records;

import io.sallyport.contract.cluster.ServiceAnnouncement;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.kit.service.Roster;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Reads the records of every ready log-collector. The next page is asked for when the last one has been worked off. */
public final class RecordSource {
    private static final String COLLECTOR = "log-collector";

    private final Vertx vertx;
    private final Roster roster;

    public RecordSource(Vertx vertx, Roster roster) {
        this.vertx = vertx;
        this.roster = roster;
    }

    /** What takes records. */
    @FunctionalInterface
    public interface Sink {
        /**
         * A page; the next one comes when the future completes.
         *
         * @param lookedAt records looked at so far
         * @param total    how many that will be, as far as it is known
         */
        Future<Void> take(List<AccessRecord> records, long lookedAt, long total);
    }

    /**
     * Reads to the end, or until it is stopped. A collector that does not answer is left out and told of; the future fails
     * when the sink does.
     */
    public Future<Coverage> read(RecordQuery query, Sink sink, BooleanSupplier stopped) {
        List<String> collectors = roster.ready(COLLECTOR).stream()
                .map(ServiceAnnouncement::instance)
                .toList();
        return new RecordReading(vertx, query, collectors, sink, stopped).run();
    }
}
