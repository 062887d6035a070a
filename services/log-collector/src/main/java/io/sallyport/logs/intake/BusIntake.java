package io.sallyport.logs.intake;

import io.sallyport.contract.Addresses;
import io.sallyport.contract.log.AccessBatch;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.logs.intake.Arrivals.Arrived;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes batches from the bus, of edges in this process. One is answered when it is kept, with its last sequence, or with a
 * failure; then the edge sends it again. Owner: the event loop on which the bus calls.
 */
final class BusIntake {
    private final Arrivals arrivals;
    private final MessageConsumer<AccessBatch> batches;

    /** The batch of each edge that is being kept; a further one of the same edge waits for it, so that it is judged after it. */
    private final Map<String, Future<Void>> keeping = new HashMap<>();

    BusIntake(Vertx vertx, Arrivals arrivals) {
        this.arrivals = arrivals;
        this.batches = vertx.eventBus().consumer(Addresses.ACCESS_LOG);
    }

    Future<Void> open() {
        batches.handler(this::take);
        return batches.completion();
    }

    Future<Void> close() {
        return batches.unregister();
    }

    private void take(Message<AccessBatch> message) {
        String edge = message.body().edge();
        Future<Void> before = keeping.getOrDefault(edge, Future.succeededFuture());
        Future<Void> kept = before.transform(done -> keep(message));
        keeping.put(edge, kept);
        kept.onComplete(done -> keeping.remove(edge, kept));
    }

    private Future<Void> keep(Message<AccessBatch> message) {
        List<AccessRecord> records = message.body().records();
        return arrivals.take(List.of(new Arrived(message.body(), "")))
                .onSuccess(kept -> message.reply(records.get(records.size() - 1).sequence()))
                .onFailure(cause -> message.fail(503, cause.getMessage()))
                .mapEmpty();
    }
}
