package io.sallyport.edge.observe;

import io.sallyport.contract.Addresses;
import io.sallyport.contract.log.AccessBatch;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;

/** Hands batches to a log-collector of the same process, which answers when it has kept them. */
final class BusCarrier implements Carrier {
    private static final DeliveryOptions DELIVERY = new DeliveryOptions().setSendTimeout(2000);

    private final Vertx vertx;

    BusCarrier(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public Future<Void> send(AccessBatch batch) {
        return vertx.eventBus()
                .request(Addresses.ACCESS_LOG, batch, DELIVERY)
                .recover(cause -> Future.failedFuture("no log-collector takes them: " + cause.getMessage()))
                .mapEmpty();
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }
}
