package io.sallyport.logs.intake;

import io.sallyport.contract.StoreKeys;
import io.sallyport.kit.api.Metrics;
import io.sallyport.kit.store.StreamEntry;
import io.sallyport.kit.store.StreamReader;
import io.sallyport.logs.archive.Delivery;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes batches from the store's stream, a few entries at a time: reads them, keeps them, and only then settles them. What
 * failed anywhere on the way is still this collector's, and is read again. Owner: a context of its own.
 *
 * <p>A turn reads entries that are ours already, when there may be any: at the start, after a failure, and every five seconds,
 * since the server may have handed some to a connection that was given up, and others are taken over from dead collectors.
 * When there are none it waits for new ones. What came with wrong bits is ours too, and read again before it is judged.
 */
final class StreamIntake {
    static final String GROUP = "collectors";

    /** Entries read together, of up to 500 records each. */
    private static final int TOGETHER = 32;

    private static final Logger LOG = LoggerFactory.getLogger(StreamIntake.class);
    private static final String BEGIN = "0";
    private static final long CHORES_NANOS = 5_000_000_000L;
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 2000;

    private final Vertx vertx;
    private final Context context;
    private final StreamReader reader;
    private final Arrivals arrivals;
    private final Settlement settlement;
    private final Estate estate;
    private final Damage damage;
    private final Unreadable unreadable;
    private final Promise<Void> closed = Promise.promise();
    private volatile boolean closing;
    private volatile String problem = "";

    /* Owned by the context. */
    private boolean settled;
    private boolean own = true;
    private String after = BEGIN;
    private long choresAt = System.nanoTime();
    private long pause = FIRST_PAUSE_MILLIS;
    private volatile long waiting;

    StreamIntake(
            Vertx vertx,
            StreamReader reader,
            Arrivals arrivals,
            Settlement settlement,
            Estate estate,
            Unreadable unreadable,
            Metrics metrics) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.reader = reader;
        this.arrivals = arrivals;
        this.settlement = settlement;
        this.estate = estate;
        this.damage = new Damage(metrics);
        this.unreadable = unreadable;
        metrics.gauge(
                "sallyport_log_stream_waiting",
                "Access records that wait in the store's stream, as this collector saw it last.",
                () -> waiting);
    }

    void open() {
        context.runOnContext(started -> turn());
    }

    /** Completes when the turn under way is over, which takes a second at most unless it is keeping records. */
    Future<Void> close() {
        closing = true;
        return closed.future().eventually(reader::close);
    }

    /** What an operator should know; empty when all is well. Any thread. */
    Optional<String> problem() {
        return problem.isEmpty() ? Optional.empty() : Optional.of(problem);
    }

    private void turn() {
        if (closing) {
            closed.tryComplete();
            return;
        }
        Future<Void> done = settled ? chores().compose(ready -> read()).compose(this::take) : settle();
        done.onSuccess(nothing -> succeeded()).onFailure(this::failed);
    }

    private void succeeded() {
        pause = FIRST_PAUSE_MILLIS;
        if (!problem.isEmpty()) {
            problem = "";
            LOG.info("access records are taken from the store again");
        }
        context.runOnContext(next -> turn());
    }

    private void failed(Throwable cause) {
        if (problem.isEmpty()) {
            LOG.warn("access records wait in the store: {}", cause.getMessage());
        }
        problem = "access records wait in the store: " + cause.getMessage();
        // The server may have come back with older data, or something may not have been taken out of the archive.
        settled = false;
        readOwn();
        if (closing) {
            closed.tryComplete();
        } else {
            vertx.setTimer(pause, next -> turn());
            pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        }
    }

    /** Says of what was kept before that it was, in case nobody has heard it. */
    private Future<Void> settle() {
        return settlement.again().onSuccess(done -> settled = true);
    }

    private Future<Void> chores() {
        if (System.nanoTime() - choresAt < 0) {
            return Future.succeededFuture();
        }
        choresAt = System.nanoTime() + CHORES_NANOS;
        readOwn();
        damage.choresDone();
        return estate.claim(reader).compose(claimed -> reader.weight()).map(weight -> {
            waiting = weight;
            return null;
        });
    }

    private void readOwn() {
        own = true;
        after = BEGIN;
    }

    private Future<List<StreamEntry>> read() {
        return own ? reader.own(after, TOGETHER) : reader.next(TOGETHER);
    }

    private Future<Void> take(List<StreamEntry> read) {
        if (read.isEmpty()) {
            own = false;
            return Future.succeededFuture();
        }
        after = read.get(read.size() - 1).id();
        return vertx.executeBlocking(() -> Entries.read(read), false).compose(this::keep);
    }

    private Future<Void> keep(Entries entries) {
        entries.weights().keySet().forEach(damage::isOver);
        judge(entries);
        Future<List<Delivery>> kept =
                entries.batches().isEmpty() ? Future.succeededFuture(List.of()) : arrivals.take(entries.batches());
        return kept.compose(deliveries -> settlement.settle(deliveries, entries.weights()));
    }

    /** Lets go of what is to be given up, and reads again what may come right. */
    private void judge(Entries entries) {
        entries.unreadable().forEach((id, cause) -> giveUp(entries, id, cause));
        entries.damaged().forEach((id, cause) -> {
            if (damage.isThere(id, cause)) {
                giveUp(entries, id, cause);
            }
        });
        entries.gone().forEach(id -> {
            if (damage.isThere(id, "it has no content")) {
                entries.weights().put(id, 0);
            }
        });
        boolean doubtful = !entries.damaged().isEmpty() || !entries.gone().isEmpty();
        if (doubtful && damage.isAgain()) {
            readOwn();
        }
    }

    private void giveUp(Entries entries, String id, String cause) {
        if (unreadable.isOver(id, cause)) {
            entries.weights().put(id, 0);
        }
    }

    static String stream() {
        return StoreKeys.records();
    }
}
