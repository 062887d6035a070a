package io.sallyport.edge;

import io.sallyport.contract.cluster.ServiceAnnouncement;
import io.sallyport.contract.exit.ExitsReport;
import io.sallyport.edge.cache.SharedTier;
import io.sallyport.edge.control.SnapshotSet;
import io.sallyport.edge.inspect.EntriesConsumer;
import io.sallyport.edge.inspect.ExitsConsumer;
import io.sallyport.edge.shared.BusTier;
import io.sallyport.kit.api.Metrics;
import io.sallyport.kit.service.Roster;
import io.sallyport.kit.service.ServiceEnvironment;
import io.vertx.core.Future;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What the rest of the suite learns from an edge by the bus, asked or not: that it is there, how its endpoints fare, which
 * exits it finds open, what its cache holds. Owner: the context that starts the service.
 */
final class EdgeReports {
    private final ServiceEnvironment environment;
    private final String instance;
    private final EdgeParts parts;
    private final Roster.Registration registration;
    private final EndpointReporter endpoints;
    private final SuspectWatch suspects;
    private ExitsConsumer exits;
    private EntriesConsumer entries;
    private BusTier inspected;

    /** @param announcement what the edge says of itself now */
    EdgeReports(
            ServiceEnvironment environment,
            String instance,
            EdgeParts parts,
            EdgeLoops loops,
            Metrics metrics,
            Supplier<ServiceAnnouncement> announcement) {
        this.environment = environment;
        this.instance = instance;
        this.parts = parts;
        this.registration = environment.roster().announce(announcement);
        this.endpoints = new EndpointReporter(
                environment,
                instance,
                parts,
                metrics,
                () -> loops.all().stream().flatMap(loop -> loop.loads().stream()),
                () -> loops.all().stream().map(EdgeLoop::connected));
        this.suspects = new SuspectWatch(environment.vertx(), parts.circuits(), parts.snapshots()::current);
    }

    /** Begins to answer questions. */
    Future<Void> start() {
        inspected = parts.shared().open(environment.vertx(), System::nanoTime);
        EntriesConsumer.Parts held = new EntriesConsumer.Parts(
                instance,
                parts.cache(),
                parts.snapshots()::current,
                inspected == null ? SharedTier.NONE : inspected,
                environment.clock());
        return EntriesConsumer.start(environment.vertx(), held)
                .onSuccess(started -> entries = started)
                .compose(started -> ExitsConsumer.start(environment.vertx(), instance, this::exits))
                .onSuccess(started -> exits = started)
                .mapEmpty();
    }

    private ExitsReport exits() {
        SnapshotSet current = parts.snapshots().current();
        return parts.ways()
                .report(instance, current == null ? Set.of() : current.exits().ways());
    }

    /** Answers no question any more. */
    Future<Void> stop() {
        return (entries == null ? Future.<Void>succeededFuture() : entries.stop())
                .transform(told -> exits == null ? Future.<Void>succeededFuture() : exits.stop());
    }

    /** Says no more of itself either; after {@link #stop}. */
    void close() {
        registration.close();
        endpoints.close();
        suspects.close();
        if (inspected != null) {
            inspected.close();
        }
    }
}
