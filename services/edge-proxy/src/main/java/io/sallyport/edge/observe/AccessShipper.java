package io.sallyport.edge.observe;

import io.sallyport.contract.Addresses;
import io.sallyport.contract.log.AccessBatch;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.settings.LogsConfig;
import io.sallyport.kit.api.Metrics;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ships access records to a log-collector in batches, in order and at least once.
 *
 * <p>{@link #offer} may be called from any event loop; it costs one compare-and-set and never waits. Everything else
 * happens on one event loop. One batch is under way at a time: until a collector answers, the same records are sent
 * again, with growing pauses, while new ones gather in the buffer. When that is full the newest are dropped and counted,
 * and the next batch says how many.
 */
public final class AccessShipper {
    /** Records in one batch, at most. */
    static final int BATCH = 500;

    private static final Logger LOG = LoggerFactory.getLogger(AccessShipper.class);
    private static final DeliveryOptions DELIVERY = new DeliveryOptions().setSendTimeout(2000);
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 2000;
    private static final long CLOSE_MILLIS = 3000;

    private final Vertx vertx;
    private final String edge;
    private final RecordQueue queue;
    private final int batch;
    private final Metrics.Counter shipped;
    private final Metrics.Counter dropped;
    private final Context context;
    private final Handler<Void> pump = nothing -> pump();
    private final Promise<Void> closed = Promise.promise();
    private volatile boolean closing;

    /* Owned by the context. */
    private long timer;
    private long due;
    private boolean underWay;
    private boolean unanswered;

    /**
     * Starts to ship.
     *
     * @param edge instance id of this edge, new with every start of the process: sequences start at 1 with it
     */
    public AccessShipper(Vertx vertx, String edge, LogsConfig config, Metrics metrics) {
        this.vertx = vertx;
        this.edge = edge;
        this.queue = new RecordQueue(config.buffer());
        this.batch = Math.min(BATCH, config.buffer());
        this.context = vertx.getOrCreateContext();
        this.shipped = metrics.counter("sallyport_records_shipped_total", "Access records a collector has taken.");
        this.dropped = metrics.counter("sallyport_records_dropped_total", "Access records lost for want of room.");
        metrics.gauge("sallyport_records_waiting", "Access records in the buffer.", queue::size);
        long flush = Math.max(1, config.flush().toMillis());
        context.runOnContext(started -> timer = vertx.setPeriodic(flush, tick -> flush()));
    }

    /** Takes a record, whatever its sequence: it gets its number here. Any thread. */
    public void offer(AccessRecord access) {
        long position = closing ? -1 : queue.offer(access);
        if (position < 0) {
            dropped.increment();
        } else if ((position + 1) % batch == 0) {
            context.runOnContext(pump);
        }
    }

    /** What has become of the records so far. Any thread. */
    public ShippingFigures figures() {
        long lost = dropped.value();
        return new ShippingFigures(queue.accepted() + lost, shipped.value(), lost, queue.size());
    }

    /** Takes no more, ships what is waiting, for three seconds at most; what is left then counts as dropped. */
    public Future<Void> close() {
        closing = true;
        context.runOnContext(asked -> {
            vertx.cancelTimer(timer);
            due = Long.MAX_VALUE;
            long bound = vertx.setTimer(CLOSE_MILLIS, late -> finish());
            closed.future().onComplete(done -> vertx.cancelTimer(bound));
            pump();
        });
        return closed.future();
    }

    private void flush() {
        due = queue.accepted();
        pump();
    }

    /** Sends a batch if there is a full one, or if records are due. */
    private void pump() {
        boolean wanted = queue.size() >= batch || queue.removed() < due;
        if (underWay || !wanted) {
            return;
        }
        List<AccessRecord> records = queue.first(batch);
        if (!records.isEmpty()) {
            underWay = true;
            send(records, FIRST_PAUSE_MILLIS);
        } else if (closing) {
            finish();
        }
    }

    private void send(List<AccessRecord> records, long pauseMillis) {
        Future.succeededFuture(new AccessBatch(edge, records, dropped.value()))
                .compose(message -> vertx.eventBus().request(Addresses.ACCESS_LOG, message, DELIVERY))
                .onSuccess(answer -> taken(records.size()))
                .onFailure(cause -> retry(records, pauseMillis, cause));
    }

    private void taken(int count) {
        if (closed.future().isComplete()) {
            return;
        }
        queue.remove(count);
        shipped.add(count);
        underWay = false;
        if (unanswered) {
            unanswered = false;
            LOG.info("a log-collector takes access records again; dropped so far: {}", dropped.value());
        }
        pump();
    }

    private void retry(List<AccessRecord> records, long pauseMillis, Throwable cause) {
        if (closed.future().isComplete()) {
            return;
        }
        if (!unanswered) {
            unanswered = true;
            LOG.warn("no log-collector takes access records, they wait: {}", cause.getMessage());
        }
        long next = closing ? FIRST_PAUSE_MILLIS : Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
        vertx.setTimer(pauseMillis, again -> send(records, next));
    }

    private void finish() {
        if (closed.future().isComplete()) {
            return;
        }
        int left = queue.size();
        if (left > 0) {
            dropped.add(left);
            LOG.warn("access records lost at the close: {}", left);
        }
        closed.complete();
    }
}
