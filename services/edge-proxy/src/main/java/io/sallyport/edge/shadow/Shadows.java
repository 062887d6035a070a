package io.sallyport.edge.shadow;

import io.sallyport.contract.log.AccessRecord;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.ExchangeRecord;
import io.sallyport.edge.pool.OriginPools;
import io.sallyport.routing.canary.Lot;
import io.sallyport.routing.canary.ShadowRoute;
import io.sallyport.routing.engine.EndpointView;
import io.vertx.core.buffer.Buffer;
import java.util.function.Consumer;

/**
 * Copies of requests for servers whose answers nobody gets. A copy begins when the request itself has been handed to its
 * server, goes over connections of its own, and ends in a record of its own; nothing that becomes of it reaches the
 * client. Beyond the bound copies are dropped and counted. Owner: the loop's thread.
 */
public final class Shadows {
    /** Copies under way at a time, each loop: with a body of the default size, 4 MiB. */
    private static final int UNDER_WAY_MAX = 64;

    private final OriginPools pools;
    private final Lot lot;
    private final Consumer<AccessRecord> ended;
    private final ShadowFigures figures;
    private int underWay;

    /**
     * @param pools of their own, so that a server that hangs takes no connection from anybody
     * @param ended takes the record of every copy that was begun
     */
    public Shadows(OriginPools pools, Lot lot, Consumer<AccessRecord> ended, ShadowFigures figures) {
        this.pools = pools;
        this.lot = lot;
        this.ended = ended;
        this.figures = figures;
    }

    /** Lets a request that is about to be sent be copied, if the lot falls on it. */
    public void consider(Exchange exchange, ShadowRoute route) {
        boolean copyable = !exchange.request().headers().contains("upgrade");
        EndpointView endpoint = copyable ? route.draw(lot) : null;
        if (endpoint != null) {
            exchange.transfer().tap(new ShadowTap(this, exchange, endpoint, route.bodyMax()));
        }
    }

    /** @param body {@code null} for none */
    void begin(Exchange exchange, EndpointView endpoint, Buffer body) {
        if (underWay >= UNDER_WAY_MAX) {
            figures.dropped();
            return;
        }
        underWay++;
        new ShadowCall(this, exchange, endpoint, body).start();
    }

    void tooLarge() {
        figures.tooLarge();
    }

    void ended(Exchange exchange, ExchangeRecord.Copy copy) {
        underWay--;
        figures.ended(copy.isAnswered());
        ended.accept(ExchangeRecord.of(exchange, copy));
    }

    OriginPools pools() {
        return pools;
    }

    /** Closes connections that have been idle too long; called about once a second. */
    public void sweep() {
        pools.sweep();
    }
}
