package io.sallyport.edge.listener;

import io.sallyport.edge.exchange.Loop;
import io.sallyport.edge.time.Deadlines;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.BooleanSupplier;

/** Waits until nothing is left, looking with every sweep of the deadlines. Owner: the loop's thread. */
final class Emptying extends Deadlines.Entry {
    private final Loop loop;
    private final BooleanSupplier empty;
    private final Promise<Void> emptied = Promise.promise();

    private Emptying(Loop loop, BooleanSupplier empty) {
        this.loop = loop;
        this.empty = empty;
    }

    /** @param leastNanos what it takes in any case */
    static Future<Void> watch(Loop loop, long leastNanos, BooleanSupplier empty) {
        Emptying emptying = new Emptying(loop, empty);
        emptying.due(loop.clock().nanos() + leastNanos);
        loop.deadlines().add(emptying);
        return emptying.emptied.future();
    }

    @Override
    protected void expired() {
        if (empty.getAsBoolean()) {
            loop.deadlines().remove(this);
            emptied.complete();
        } else {
            due(loop.clock().nanos());
        }
    }
}
