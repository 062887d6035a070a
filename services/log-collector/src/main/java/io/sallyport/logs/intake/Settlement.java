package io.sallyport.logs.intake;

import io.sallyport.kit.api.Metrics;
import io.sallyport.kit.store.StreamReader;
import io.sallyport.logs.archive.Archive;
import io.sallyport.logs.archive.Delivery;
import io.sallyport.logs.keep.Keeper;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the store which deliveries are kept, and takes out of the archive again what another collector has taken over meanwhile:
 * one of the two must not have it. The deliveries kept last are remembered and settled again after a failure, because the store
 * may have forgotten that they were. Owner: the context of the intake.
 */
final class Settlement {
    private static final Logger LOG = LoggerFactory.getLogger(Settlement.class);
    private static final int TOGETHER = 500;

    /** Of those remembered, how many are settled again after a failure; at the start it is all. */
    private static final int RECENT = 1000;

    private final StreamReader reader;
    private final Archive archive;
    private final Keeper keeper;
    private final Arrivals arrivals;
    private final Metrics.Counter withdrawn;
    private final Deque<Delivery> recent = new ArrayDeque<>();
    private boolean restored;

    Settlement(StreamReader reader, Archive archive, Keeper keeper, Arrivals arrivals, Metrics metrics) {
        this.reader = reader;
        this.archive = archive;
        this.keeper = keeper;
        this.arrivals = arrivals;
        this.withdrawn = metrics.counter(
                "sallyport_log_withdrawn_total",
                "Access records taken out again, because another collector had taken over what brought them.");
    }

    /** Settles what was kept just now. */
    Future<Void> settle(List<Delivery> kept, Map<String, Integer> weights) {
        kept.forEach(this::remember);
        return settleAndWithdraw(kept, weights);
    }

    /** Settles what was kept before, at the first call what earlier lives of this collector have kept. */
    Future<Void> again() {
        Future<Void> known = restored
                ? Future.succeededFuture()
                : keeper.run(archive::deliveries).map(this::restore).mapEmpty();
        return known.compose(ready -> settleFrom(List.copyOf(recent), 0)).onSuccess(done -> trim());
    }

    private Void restore(List<Delivery> deliveries) {
        restored = true;
        recent.addAll(deliveries);
        arrivals.restore(deliveries);
        return null;
    }

    private void remember(Delivery delivery) {
        recent.addLast(delivery);
        trim();
    }

    private void trim() {
        while (recent.size() > RECENT) {
            recent.removeFirst();
        }
    }

    private Future<Void> settleFrom(List<Delivery> all, int from) {
        if (from >= all.size()) {
            return Future.succeededFuture();
        }
        List<Delivery> together = all.subList(from, Math.min(all.size(), from + TOGETHER));
        Map<String, Integer> weights = new LinkedHashMap<>();
        together.forEach(one -> weights.put(one.id(), (int) (one.last() - one.first() + 1)));
        return settleAndWithdraw(together, weights).compose(done -> settleFrom(all, from + TOGETHER));
    }

    private Future<Void> settleAndWithdraw(List<Delivery> kept, Map<String, Integer> weights) {
        return reader.settle(weights).compose(lost -> withdraw(kept, Set.copyOf(lost)));
    }

    private Future<Void> withdraw(List<Delivery> kept, Set<String> lost) {
        List<Delivery> gone = new ArrayList<>();
        kept.stream().filter(one -> lost.contains(one.id())).forEach(gone::add);
        if (gone.isEmpty()) {
            return Future.succeededFuture();
        }
        return keeper.run(() -> {
                    archive.withdraw(gone);
                    return gone;
                })
                .map(done -> {
                    arrivals.forget(gone);
                    recent.removeAll(gone);
                    gone.forEach(one -> withdrawn.add(one.last() - one.first() + 1));
                    LOG.info(
                            "{} batches were taken over by another log-collector and are no longer kept here",
                            gone.size());
                    return null;
                });
    }
}
