package io.sallyport.logs.intake;

import io.sallyport.contract.Addresses;
import io.sallyport.contract.health.HealthReport;
import io.sallyport.contract.log.AccessBatch;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.kit.api.Metrics;
import io.sallyport.logs.canary.CanaryBook;
import io.sallyport.logs.intake.Progress.News;
import io.sallyport.logs.keep.RecordRing;
import io.sallyport.logs.keep.SharedTexts;
import io.sallyport.logs.record.KeptRecord;
import io.sallyport.logs.servers.Inventory;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes messages from the bus: batches into the ring and the inventory, health reports into the inventory. A batch is
 * answered with the last sequence heard from its edge, when its records can be asked for.
 *
 * <p>The bus calls the consumer of batches on one event loop only, which is thereby the ring's one writer.
 */
public final class Intake {
    private final RecordRing ring;
    private final Inventory inventory;
    private final CanaryBook canaries;
    private final Progress progress = new Progress();
    private final SharedTexts texts = new SharedTexts();
    private final Metrics.Counter taken;
    private final Metrics.Counter repeated;
    private final Metrics.Counter dropped;
    private final MessageConsumer<AccessBatch> batches;
    private final MessageConsumer<HealthReport> reports;

    public Intake(Vertx vertx, RecordRing ring, Inventory inventory, CanaryBook canaries, Metrics metrics) {
        this.ring = ring;
        this.inventory = inventory;
        this.canaries = canaries;
        this.taken = metrics.counter("sallyport_log_records_total", "Access records taken.");
        this.repeated = metrics.counter("sallyport_log_repeated_total", "Access records received more than once.");
        this.dropped = metrics.counter("sallyport_log_dropped_total", "Access records that edges report as dropped.");
        metrics.gauge("sallyport_log_kept", "Access records kept now.", ring::size);
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
        AccessBatch batch = message.body();
        News news = progress.take(batch);
        String edge = texts.share(batch.edge());
        // Those that count for servers and canaries.
        List<KeptRecord> fresh = new ArrayList<>(news.fresh().size());
        for (AccessRecord access : news.fresh()) {
            KeptRecord kept = new KeptRecord(edge, texts.share(access));
            ring.add(kept);
            if (!kept.isProgress()) {
                fresh.add(kept);
            }
        }
        inventory.traffic(fresh);
        canaries.take(fresh);
        taken.add(news.fresh().size());
        repeated.add(batch.records().size() - news.fresh().size());
        dropped.add(news.dropped());
        message.reply(news.sequence());
    }
}
