package io.sallyport.kit.bus;

import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryContext;
import io.vertx.core.eventbus.Message;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages that a member of another release has sent and this one cannot read: counted, told in the log at the first and every
 * thousandth, and answered with a failure, so that whoever asks need not wait. Safe for any thread.
 */
public final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final int TOLD_EVERY = 1000;

    /** How the asking side sees it, among the codes of HTTP. */
    public static final int UNREADABLE = 422;

    private final AtomicLong total = new AtomicLong();

    private Refusals() {}

    /** Stands before every consumer of a Vertx, for as long as it lives. */
    static Refusals watch(Vertx vertx) {
        Refusals refusals = new Refusals();
        vertx.eventBus().addInboundInterceptor(refusals::read);
        return refusals;
    }

    /** Messages so far. */
    public long total() {
        return total.get();
    }

    private void read(DeliveryContext<Object> delivery) {
        if (isReadable(delivery.message())) {
            delivery.next();
        }
    }

    /** A body is read when it is asked for, and stays read. */
    private boolean isReadable(Message<Object> message) {
        try {
            message.body();
            return true;
        } catch (RuntimeException e) {
            if (total.getAndIncrement() % TOLD_EVERY == 0) {
                LOG.warn("a message to {} cannot be read: {}", message.address(), e.getMessage());
            }
            message.fail(UNREADABLE, String.valueOf(e.getMessage()));
            return false;
        }
    }
}
