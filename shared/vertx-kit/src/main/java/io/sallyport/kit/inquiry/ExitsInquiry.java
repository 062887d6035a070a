package io.sallyport.kit.inquiry;

import io.sallyport.contract.Addresses;
import io.sallyport.contract.cluster.ServiceAnnouncement;
import io.sallyport.contract.exit.ExitsQuestion;
import io.sallyport.contract.exit.ExitsReport;
import io.sallyport.kit.service.Roster;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import java.util.ArrayList;
import java.util.List;

/** Asks every ready edge how its ways out fare, and waits for a second at most. */
public final class ExitsInquiry {
    private static final String EDGE = "edge-proxy";
    private static final long PATIENCE_MILLIS = 1000;

    private final Vertx vertx;
    private final Roster roster;

    public ExitsInquiry(Vertx vertx, Roster roster) {
        this.vertx = vertx;
        this.roster = roster;
    }

    /**
     * What they said.
     *
     * @param edges   in the order of the roster
     * @param missing instances that did not answer in time
     */
    public record Told(List<ExitsReport> edges, List<String> missing) {}

    /** Never fails. */
    public Future<Told> ask() {
        List<String> edges =
                roster.ready(EDGE).stream().map(ServiceAnnouncement::instance).toList();
        DeliveryOptions options = new DeliveryOptions().setSendTimeout(PATIENCE_MILLIS);
        List<Future<Message<ExitsReport>>> asking = edges.stream()
                .map(edge -> vertx.eventBus()
                        .<ExitsReport>request(Addresses.of(Addresses.EXITS, edge), new ExitsQuestion(), options))
                .toList();
        return Future.join(asking).transform(asked -> Future.succeededFuture(told(edges, asking)));
    }

    private static Told told(List<String> edges, List<Future<Message<ExitsReport>>> asking) {
        List<ExitsReport> answers = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < edges.size(); i++) {
            if (asking.get(i).succeeded()) {
                answers.add(asking.get(i).result().body());
            } else {
                missing.add(edges.get(i));
            }
        }
        return new Told(answers, missing);
    }
}
