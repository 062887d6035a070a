package io.sallyport.edge.shared;

import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The calls of one loop to instances of cache-service: bounded in number and time, each of them telling the instance's
 * breaker how it went. Owner: the loop's thread.
 */
final class BusCalls {
    /** Each holds a kilobyte or so, or a piece of a body that has a bound of its own. */
    static final int UNDER_WAY_MAX = 4096;

    private final EventBus bus;
    private final TierFigures figures;
    private final LongSupplier nanos;
    private final Consumer<Instance> opened;
    private int underWay;

    /** @param opened told when an instance is left out from now on */
    BusCalls(EventBus bus, TierFigures figures, LongSupplier nanos, Consumer<Instance> opened) {
        this.bus = bus;
        this.figures = figures;
        this.nanos = nanos;
        this.opened = opened;
    }

    /** One call. Fails when too many are under way, when no answer comes in time, and when it is of another type. */
    <T> Future<T> call(Instance instance, String address, Object message, long millis, Class<T> type) {
        if (underWay >= UNDER_WAY_MAX) {
            return Future.failedFuture("too many calls are under way");
        }
        underWay++;
        boolean trial = instance.breaker().begins();
        return bus.request(address, message, new DeliveryOptions().setSendTimeout(millis))
                .map(reply -> type.cast(reply.body()))
                .onComplete((answer, failure) -> ended(instance, trial, failure));
    }

    private void ended(Instance instance, boolean trial, Throwable failure) {
        underWay--;
        long now = nanos.getAsLong();
        if (failure == null) {
            instance.heard(now);
            instance.breaker().succeeded();
        } else if (instance.breaker().failed(trial, now)) {
            figures.breakerOpened();
            opened.accept(instance);
        }
    }

    /** A word that nobody answers. */
    void tell(String address, Object message) {
        bus.send(address, message);
    }

    /** Monotonic nanoseconds. */
    long now() {
        return nanos.getAsLong();
    }

    boolean isFull() {
        return underWay >= UNDER_WAY_MAX;
    }

    int underWay() {
        return underWay;
    }
}
