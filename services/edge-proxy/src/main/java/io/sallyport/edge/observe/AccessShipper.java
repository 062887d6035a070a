package io.sallyport.edge.observe;

import io.sallyport.contract.log.AccessBatch;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.settings.LogsConfig;
import io.sallyport.contract.settings.SuiteConfig;
import io.sallyport.kit.api.Metrics;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ships access records to the log-collectors in batches, in order and at least once: through a stream of the store where there
 * is one, else over the bus.
 *
 * <p>{@link #offer} may be called from any event loop; it costs one compare-and-set and never waits. Everything else
 * happens on one event loop. One batch is under way at a time: until it is taken the same records are sent
 * again, with growing pauses, while new ones gather in the buffer. When that is full the newest are dropped and counted,
 * and the next batch says how many.
 */
public final class AccessShipper {
    /** Records in one batch, at most. */
    static final int BATCH = 500;

    private static final Logger LOG = LoggerFactory.getLogger(AccessShipper.class);
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 2000;
    private static final long CLOSE_MILLIS = 3000;

    private final Vertx vertx;
    private final String edge;
    private final Carrier carrier;
    private final Consumer<AccessRecord> beside;
    private final RecordQueue queue;
    private final int batch;
    private final Metrics.Counter shipped;
    private final Metrics.Counter dropped;
    private final Metrics.Counter repeated;
    private final Context context;
    private final Handler<Void> pump = nothing -> pump();
    private final Promise<Void> closed = Promise.promise();
    private final ShippingState state = new ShippingState();
    private volatile boolean closing;

    /* Owned by the context. */
    private long timer;
    private long due;
    private long droppedTold;
    private boolean underWay;
    private boolean finishing;

    AccessShipper(
            Vertx vertx,
            String edge,
            LogsConfig config,
            Carrier carrier,
            Consumer<AccessRecord> beside,
            Metrics metrics) {
        this.vertx = vertx;
        this.edge = edge;
        this.carrier = carrier;
        this.beside = beside;
        this.queue = new RecordQueue(config.buffer());
        this.batch = Math.min(BATCH, config.buffer());
        this.context = vertx.getOrCreateContext();
        this.shipped = metrics.counter(
                "sallyport_records_shipped_total", "Access records that the store or a collector has taken.");
        this.dropped = metrics.counter("sallyport_records_dropped_total", "Access records lost for want of room.");
        this.repeated = metrics.counter(
                "sallyport_records_repeated_total", "Access records sent again, because nobody has taken them.");
        metrics.gauge("sallyport_records_waiting", "Access records in the buffer.", queue::size);
        long flush = Math.max(1, config.flush().toMillis());
        context.runOnContext(started -> timer = vertx.setPeriodic(flush, tick -> flush()));
    }

    /**
     * Starts to ship.
     *
     * @param folder where relative names of files begin
     * @param edge   instance id of this edge, new with every start of the process: sequences start at 1 with it
     * @param beside sees every record as well, on the thread that offers it
     */
    public static AccessShipper open(
            Vertx vertx, Path folder, String edge, SuiteConfig config, Consumer<AccessRecord> beside, Metrics metrics) {
        Carrier carrier =
                config.store().isMemory() ? new BusCarrier(vertx) : new StreamCarrier(vertx, config, folder, edge);
        return new AccessShipper(vertx, edge, config.logs(), carrier, beside, metrics);
    }

    /** Takes a record, whatever its sequence: it gets its number when it is shipped. Any thread. */
    public void offer(AccessRecord access) {
        beside.accept(access);
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

    /** What an operator should know; empty when all is well. Any thread. */
    public Optional<String> problem() {
        return state.problem();
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
        state.look(dropped.value(), queue.isFull());
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
            long lost = dropped.value();
            AccessBatch message = new AccessBatch(edge, numbered(records), lost - droppedTold);
            droppedTold = lost;
            send(message, FIRST_PAUSE_MILLIS);
        } else if (closing) {
            finish();
        }
    }

    private List<AccessRecord> numbered(List<AccessRecord> records) {
        long sequence = queue.removed();
        List<AccessRecord> numbered = new ArrayList<>(records.size());
        for (AccessRecord access : records) {
            sequence++;
            numbered.add(access.withSequence(sequence));
        }
        return numbered;
    }

    private void send(AccessBatch message, long pauseMillis) {
        Future.succeededFuture(message)
                .compose(carrier::send)
                .onSuccess(answer -> taken(message.records().size()))
                .onFailure(cause -> retry(message, pauseMillis, cause));
    }

    private void taken(int count) {
        if (finishing) {
            return;
        }
        queue.remove(count);
        shipped.add(count);
        underWay = false;
        state.sent(dropped.value());
        pump();
    }

    private void retry(AccessBatch message, long pauseMillis, Throwable cause) {
        if (finishing) {
            return;
        }
        state.failed(cause);
        repeated.add(message.records().size());
        long next = closing ? FIRST_PAUSE_MILLIS : Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
        vertx.setTimer(pauseMillis, again -> send(message, next));
    }

    private void finish() {
        if (finishing) {
            return;
        }
        finishing = true;
        int left = queue.size();
        if (left > 0) {
            dropped.add(left);
            LOG.warn("access records lost at the close: {}", left);
        }
        carrier.close().onComplete(ended -> closed.tryComplete());
    }
}
