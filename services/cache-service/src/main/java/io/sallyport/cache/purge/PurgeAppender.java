package io.sallyport.cache.purge;

import io.sallyport.contract.cache.PurgeEntry;
import io.sallyport.kit.api.Metrics;
import io.sallyport.kit.purge.PurgeLog;
import io.sallyport.kit.store.Store;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts purges into the log, one after the other. What the store does not take is kept and put in when it does: until then
 * processes know of it by the bus alone. Owner: the verticle's event loop.
 */
final class PurgeAppender {
    private static final Logger LOG = LoggerFactory.getLogger(PurgeAppender.class);

    /** Entries that wait for the store, of either kind. */
    private static final int WAITING_MAX = 1024;

    private final Store store;
    private final PurgeLog log;
    private final LongSupplier known;
    private final Deque<PurgeEntry> unnumbered = new ArrayDeque<>();
    private final Metrics.Counter lost;
    private Future<?> last = Future.succeededFuture();
    private int waiting;
    private boolean retrying;

    /** @param known the number that this process has seen */
    PurgeAppender(Store store, PurgeLog log, LongSupplier known, Metrics metrics) {
        this.store = store;
        this.log = log;
        this.known = known;
        this.lost = metrics.counter(
                "sallyport_cache_purges_unlogged_total",
                "Purges that were said on the bus and never got into the log.");
        metrics.gauge(
                "sallyport_cache_purges_unlogged",
                "Purges that wait for the store to get into the log.",
                this::unlogged);
    }

    private synchronized int unlogged() {
        return unnumbered.size();
    }

    /** Completes with the entry, numbered or, when the store does not take it now, as it is. */
    Future<PurgeEntry> append(PurgeEntry entry) {
        if (!store.state().connected() || waiting >= WAITING_MAX) {
            return Future.succeededFuture(keep(entry));
        }
        return inTurn(entry).otherwise(failure -> {
            LOG.warn("purge {} is not in the log yet: {}", entry.id(), failure.getMessage());
            return keep(entry);
        });
    }

    private Future<PurgeEntry> inTurn(PurgeEntry entry) {
        waiting++;
        Future<PurgeEntry> appended = last.transform(before -> log.append(entry, known.getAsLong()));
        last = appended;
        return appended.onComplete(done -> waiting--);
    }

    private synchronized PurgeEntry keep(PurgeEntry entry) {
        if (unnumbered.size() == WAITING_MAX) {
            unnumbered.poll();
            lost.increment();
        }
        unnumbered.add(entry);
        return entry;
    }

    private synchronized PurgeEntry first() {
        return unnumbered.peek();
    }

    private synchronized void taken(PurgeEntry entry) {
        unnumbered.remove(entry);
    }

    /** Tries again what waits; to be called now and then. */
    void retry(Consumer<PurgeEntry> numbered) {
        PurgeEntry entry = first();
        if (entry == null || retrying) {
            return;
        }
        retrying = true;
        inTurn(entry).onComplete(appended -> {
            retrying = false;
            if (appended.succeeded()) {
                taken(entry);
                numbered.accept(appended.result());
                retry(numbered);
            }
        });
    }
}
