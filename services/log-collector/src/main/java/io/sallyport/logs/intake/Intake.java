package io.sallyport.logs.intake;

import io.sallyport.contract.Addresses;
import io.sallyport.contract.health.HealthReport;
import io.sallyport.contract.log.AccessBatch;
import io.sallyport.kit.api.Metrics;
import io.sallyport.logs.canary.CanaryBook;
import io.sallyport.logs.intake.Progress.News;
import io.sallyport.logs.keep.Keeper;
import io.sallyport.logs.record.KeptRecord;
import io.sallyport.logs.servers.Inventory;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes messages from the bus: batches into the archive and the inventory, health reports into the inventory. A batch is
 * answered with the last sequence heard from its edge, when its records are kept; one that cannot be kept is answered with
 * a failure, and the edge sends it again.
 *
 * <p>Owner: the event loop on which the bus calls the consumer of batches.
 */
public final class Intake {
    private final Keeper keeper;
    private final Inventory inventory;
    private final CanaryBook canaries;
    private final Progress progress = new Progress();
    /** The batch of each edge that is being kept; a further one of the same edge waits for it, so that it is judged after it. */
    private final Map<String, Future<Void>> keeping = new HashMap<>();

    private final Metrics.Counter taken;
    private final Metrics.Counter repeated;
    private final Metrics.Counter dropped;
    private final MessageConsumer<AccessBatch> batches;
    private final MessageConsumer<HealthReport> reports;

    public Intake(Vertx vertx, Keeper keeper, Inventory inventory, CanaryBook canaries, Metrics metrics) {
        this.keeper = keeper;
        this.inventory = inventory;
        this.canaries = canaries;
        this.taken = metrics.counter("sallyport_log_records_total", "Access records taken.");
        this.repeated = metrics.counter("sallyport_log_repeated_total", "Access records received more than once.");
        this.dropped = metrics.counter("sallyport_log_dropped_total", "Access records that edges report as dropped.");
        this.batches = vertx.eventBus().consumer(Addresses.ACCESS_LOG);
        this.reports = vertx.eventBus().consumer(Addresses.ENDPOINT_HEALTH);
    }

    /** Completes when senders can reach it. */
    public Future<Void> open() {
        batches.handler(this::take);
        reports.handler(message -> inventory.report(message.body()));
        return Future.all(batches.completion(), reports.completion()).mapEmpty();
    }

    public Future<Void> close() {
        return Future.join(batches.unregister(), reports.unregister()).mapEmpty();
    }

    /** Records taken since the start, without repetitions. */
    public long taken() {
        return taken.value();
    }

    /** Records that edges say they have dropped. */
    public long dropped() {
        return dropped.value();
    }

    private void take(Message<AccessBatch> message) {
        String edge = message.body().edge();
        Future<Void> before = keeping.getOrDefault(edge, Future.succeededFuture());
        Future<Void> kept = before.transform(done -> keep(message));
        keeping.put(edge, kept);
        kept.onComplete(done -> keeping.remove(edge, kept));
    }

    private Future<Void> keep(Message<AccessBatch> message) {
        AccessBatch batch = message.body();
        News news = progress.look(batch);
        List<KeptRecord> records = news.fresh().stream()
                .map(access -> new KeptRecord(batch.edge(), access))
                .toList();
        return keeper.keep(records, List.of())
                .onSuccess(kept -> {
                    progress.heard(batch.edge(), news);
                    count(batch, news, records);
                    message.reply(news.sequence());
                })
                .onFailure(cause -> message.fail(503, cause.getMessage()));
    }

    private void count(AccessBatch batch, News news, List<KeptRecord> records) {
        // Those that count for servers and canaries.
        List<KeptRecord> ended =
                records.stream().filter(kept -> !kept.isProgress()).toList();
        inventory.traffic(ended);
        canaries.take(ended);
        taken.add(records.size());
        repeated.add(batch.records().size() - records.size());
        dropped.add(news.dropped());
    }
}
