package io.sallyport.kit.store;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A duty that one instance at a time may do. The key in the store holds the holder's token and goes away with it; the
 * holder renews it well before, and stops believing in it by its own monotonic clock when it could not. {@link #isHeld()} is
 * safe from any thread; everything else runs on the context this was opened on.
 */
public final class Lease implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lease.class);

    private final Vertx vertx;
    private final Store store;
    private final String key;
    private final Buffer token = Buffer.buffer(UUID.randomUUID().toString());
    private final Duration life;
    private final Runnable onTaken;
    private final Context context;
    private final Promise<Void> decided = Promise.promise();
    private long timer;
    private boolean busy;
    private volatile boolean closed;
    private volatile boolean taken;
    private volatile long deadline;
    private volatile String problem = "";

    private Lease(Vertx vertx, Store store, String key, Duration life, Runnable onTaken) {
        this.vertx = vertx;
        this.store = store;
        this.key = key;
        this.life = life;
        this.onTaken = onTaken;
        this.context = vertx.getOrCreateContext();
    }

    /**
     * Stands for the lease at once and keeps at it until closed.
     *
     * @param key     see {@code StoreKeys.lease}
     * @param renew   time between renewals, and between attempts while another holds it
     * @param onTaken called each time this instance has come to hold it
     */
    public static Lease open(Vertx vertx, Store store, String key, Duration life, Duration renew, Runnable onTaken) {
        Lease lease = new Lease(vertx, store, key, life, onTaken);
        lease.context.runOnContext(v -> {
            lease.timer = vertx.setPeriodic(renew.toMillis(), id -> lease.attempt());
            lease.attempt();
        });
        return lease;
    }

    /** Whether this instance may do the duty now. */
    public boolean isHeld() {
        return taken && !closed && deadline - System.nanoTime() > 0;
    }

    /** Completes when the first attempt has ended, whichever way. */
    public Future<Void> decided() {
        return decided.future();
    }

    /** Why it cannot be known who holds it; empty when it is known. */
    public String problem() {
        boolean overdue = taken && !closed && !isHeld();
        return problem.isEmpty() && overdue ? key + ": not renewed in time" : problem;
    }

    /** Gives it up, so that another instance need not wait for its end. */
    @Override
    public void close() {
        boolean release = isHeld();
        closed = true;
        context.runOnContext(v -> vertx.cancelTimer(timer));
        decided.tryComplete();
        if (release) {
            store.remove(key, token).onFailure(failure -> LOG.debug("lease {} is left to end by itself", key, failure));
        }
    }

    private void attempt() {
        if (busy || closed) {
            return;
        }
        busy = true;
        long asked = System.nanoTime();
        // The token may lie in the store although we do not know it: an answer that got lost. Hence replace comes
        // first.
        store.replace(key, token, token, life)
                .compose(renewed -> renewed ? Future.succeededFuture(true) : store.putIfAbsent(key, token, life))
                .onComplete((held, failure) -> context.runOnContext(v -> settle(asked, held, failure)));
    }

    private void settle(long asked, Boolean held, Throwable failure) {
        busy = false;
        boolean before = taken && deadline - System.nanoTime() > 0;
        problem = failure == null ? "" : failure.getMessage();
        if (failure == null) {
            taken = held;
            deadline = asked + life.toNanos();
        }
        decided.tryComplete();
        if (before != isHeld()) {
            LOG.info("lease {}: {}", key, isHeld() ? "taken" : "lost");
        }
        if (!before && isHeld()) {
            onTaken.run();
        }
    }
}
