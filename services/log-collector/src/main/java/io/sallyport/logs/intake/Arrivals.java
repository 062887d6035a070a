package io.sallyport.logs.intake;

import io.sallyport.contract.log.AccessBatch;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.kit.api.Metrics;
import io.sallyport.logs.archive.Delivery;
import io.sallyport.logs.keep.Keeper;
import io.sallyport.logs.record.KeptRecord;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Keeps batches, whichever way they came, and tells those who count traffic of what was new in them. Owner: the context of who
 * gives them; batches of one edge are given one after the other.
 */
final class Arrivals {
    private final Keeper keeper;
    private final Consumer<List<KeptRecord>> followers;
    private final Progress progress = new Progress();
    private final Metrics.Counter taken;
    private final Metrics.Counter repeated;
    private final Metrics.Counter dropped;

    /**
     * A batch.
     *
     * @param entry id of the entry of the stream that brought it; empty for the bus
     */
    record Arrived(AccessBatch batch, String entry) {}

    private record News(Arrived arrived, List<AccessRecord> fresh) {
        String edge() {
            return arrived.batch().edge();
        }

        Delivery delivery() {
            return new Delivery(
                    arrived.entry(),
                    edge(),
                    fresh.get(0).sequence(),
                    fresh.get(fresh.size() - 1).sequence());
        }
    }

    /** @param followers are told of what was kept, in the order of arrival */
    Arrivals(Keeper keeper, Consumer<List<KeptRecord>> followers, Metrics metrics) {
        this.keeper = keeper;
        this.followers = followers;
        this.taken = metrics.counter("sallyport_log_records_total", "Access records taken.");
        this.repeated = metrics.counter("sallyport_log_repeated_total", "Access records received more than once.");
        this.dropped = metrics.counter("sallyport_log_dropped_total", "Access records that edges report as dropped.");
    }

    /**
     * Keeps what is new in the batches, together.
     *
     * @return when it is kept, with what was new; when it fails nothing was kept, and the batches are to be given again
     */
    Future<List<Delivery>> take(List<Arrived> batches) {
        List<News> all = new ArrayList<>(batches.size());
        List<KeptRecord> records = new ArrayList<>();
        List<Delivery> deliveries = new ArrayList<>();
        for (Arrived arrived : batches) {
            News news = new News(arrived, progress.fresh(arrived.batch()));
            progress.add(news.edge(), news.fresh());
            news.fresh().forEach(access -> records.add(new KeptRecord(news.edge(), access)));
            if (!news.fresh().isEmpty() && !arrived.entry().isEmpty()) {
                deliveries.add(news.delivery());
            }
            all.add(news);
        }
        return keeper.keep(records, deliveries)
                .onSuccess(kept -> count(all, records))
                .onFailure(cause -> all.forEach(news -> progress.remove(news.edge(), news.fresh())))
                .map(deliveries);
    }

    /** Remembers what an earlier life of this collector has kept. */
    void restore(List<Delivery> deliveries) {
        deliveries.forEach(known -> progress.add(known.edge(), known.first(), known.last()));
    }

    /** Forgets what was withdrawn. */
    void forget(List<Delivery> deliveries) {
        deliveries.forEach(gone -> progress.remove(gone.edge(), gone.first(), gone.last()));
    }

    /** Records taken since the start, without repetitions. */
    long taken() {
        return taken.value();
    }

    /** Records that edges say they have dropped. */
    long dropped() {
        return dropped.value();
    }

    private void count(List<News> all, List<KeptRecord> records) {
        for (News news : all) {
            List<AccessRecord> sent = news.arrived().batch().records();
            taken.add(news.fresh().size());
            repeated.add(sent.size() - news.fresh().size());
            if (!news.fresh().isEmpty()
                    && news.fresh().get(0).sequence() == sent.get(0).sequence()) {
                dropped.add(news.arrived().batch().droppedBefore());
            }
        }
        if (!records.isEmpty()) {
            followers.accept(records);
        }
    }
}
