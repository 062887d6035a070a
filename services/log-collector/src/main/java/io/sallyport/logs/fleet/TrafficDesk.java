package io.sallyport.logs.fleet;

import io.sallyport.contract.Addresses;
import io.sallyport.contract.cluster.ServiceAnnouncement;
import io.sallyport.contract.log.TrafficAnswer;
import io.sallyport.contract.log.TrafficQuestion;
import io.sallyport.kit.service.Roster;
import io.sallyport.logs.servers.Inventory;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Tells the other log-collectors what this one has counted, and asks them for their parts. */
public final class TrafficDesk {
    private static final String COLLECTOR = "log-collector";
    private static final long PATIENCE_MILLIS = 1000;

    private final Vertx vertx;
    private final Roster roster;
    private final Inventory inventory;
    private final String instance;
    private final MessageConsumer<TrafficQuestion> questions;

    /**
     * What all of them have counted.
     *
     * @param parts   sorted by collector
     * @param missing instances that did not answer within a second
     */
    public record Told(List<TrafficAnswer> parts, List<String> missing) {}

    /** @param instance how this collector is called in the roster */
    public TrafficDesk(Vertx vertx, Roster roster, Inventory inventory, String instance) {
        this.vertx = vertx;
        this.roster = roster;
        this.inventory = inventory;
        this.instance = instance;
        this.questions = vertx.eventBus().consumer(Addresses.of(Addresses.SERVER_TRAFFIC, instance));
    }

    /** Completes when questions reach it. */
    public Future<Void> open() {
        questions.handler(message -> message.reply(inventory.answer(message.body(), instance)));
        return questions.completion();
    }

    /** Never fails. */
    public Future<Told> ask(TrafficQuestion question) {
        List<String> others = roster.ready(COLLECTOR).stream()
                .map(ServiceAnnouncement::instance)
                .filter(other -> !other.equals(instance))
                .toList();
        DeliveryOptions options = new DeliveryOptions().setSendTimeout(PATIENCE_MILLIS);
        List<Future<Message<TrafficAnswer>>> asking = others.stream()
                .map(other -> vertx.eventBus()
                        .<TrafficAnswer>request(Addresses.of(Addresses.SERVER_TRAFFIC, other), question, options))
                .toList();
        TrafficAnswer own = inventory.answer(question, instance);
        return Future.join(asking).transform(asked -> Future.succeededFuture(told(own, others, asking)));
    }

    private static Told told(TrafficAnswer own, List<String> others, List<Future<Message<TrafficAnswer>>> asking) {
        List<TrafficAnswer> parts = new ArrayList<>(List.of(own));
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < others.size(); i++) {
            if (asking.get(i).succeeded()) {
                parts.add(asking.get(i).result().body());
            } else {
                missing.add(others.get(i));
            }
        }
        parts.sort(Comparator.comparing(TrafficAnswer::collector));
        return new Told(parts, missing);
    }

    public Future<Void> close() {
        return questions.unregister();
    }
}
