package io.sallyport.edge.trace;

import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.sallyport.contract.settings.TracingConfig;
import io.sallyport.kit.api.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ships spans to a receiver of OTLP in batches, on a thread of its own. Whoever brings some adds them to a bounded queue and
 * goes on: a receiver that is slow or gone costs spans, which are counted, and nothing else. Safe from any thread.
 */
public final class SpanShipper implements AutoCloseable {
    /** Spans in one request. */
    static final int BATCH = 512;

    private static final Logger LOG = LoggerFactory.getLogger(SpanShipper.class);
    private static final long EVERY_MILLIS = 500;
    private static final long EXPORT_SECONDS = 10;
    private static final long CLOSE_MILLIS = 3000;

    private final Queue<Span> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final int bound;
    private final SpanForm form;
    private final SpanExporter exporter;
    private final ScheduledExecutorService thread;
    private final Metrics.Counter shipped;
    private final Metrics.Counter dropped;
    private final Metrics.Counter failed;
    private volatile boolean closing;
    /** Owner: the thread. */
    private boolean failing;

    /**
     * @param edge     instance id of this edge
     * @param exporter takes a batch; may block
     */
    SpanShipper(TracingConfig config, String edge, SpanExporter exporter, Metrics metrics) {
        this.bound = config.buffer();
        this.form = new SpanForm(edge);
        this.exporter = exporter;
        String lost = "sallyport_spans_dropped_total";
        String help = "Spans lost: no room in the buffer, or a receiver that did not take them";
        this.shipped = metrics.counter("sallyport_spans_shipped_total", "Spans that a receiver has taken");
        this.dropped = metrics.counter(lost, help, "reason", "buffer");
        this.failed = metrics.counter(lost, help, "reason", "receiver");
        metrics.gauge("sallyport_spans_waiting", "Spans that wait for being shipped", waiting::get);
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread made = new Thread(task, "sallyport-spans");
            made.setDaemon(true);
            return made;
        });
        begin();
    }

    /** Until the thread ends; the work itself counts what fails. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private void begin() {
        thread.scheduleWithFixedDelay(this::ship, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Ships to the endpoint that the configuration names, by HTTP. */
    public static SpanShipper open(TracingConfig config, String edge, Metrics metrics) {
        return new SpanShipper(config, edge, OtlpReceiver.open(config), metrics);
    }

    /** Takes what is noted of one request, all of it or nothing. Never waits. */
    public void offer(List<Span> spans) {
        int count = spans.size();
        if (closing || waiting.addAndGet(count) > bound) {
            if (!closing) {
                waiting.addAndGet(-count);
            }
            dropped.add(count);
            return;
        }
        queue.addAll(spans);
    }

    private void ship() {
        List<Span> batch = batch();
        while (!batch.isEmpty()) {
            ship(batch);
            batch = batch();
        }
    }

    private List<Span> batch() {
        List<Span> batch = new ArrayList<>();
        Span next = queue.poll();
        while (next != null) {
            batch.add(next);
            next = batch.size() < BATCH ? queue.poll() : null;
        }
        waiting.addAndGet(-batch.size());
        return batch;
    }

    /** Anything that goes wrong costs this batch; the next one is tried anew. */
    private void ship(List<Span> batch) {
        boolean taken = false;
        try {
            List<SpanData> formed = batch.stream().map(form::of).toList();
            taken = exporter.export(formed)
                    .join(EXPORT_SECONDS, TimeUnit.SECONDS)
                    .isSuccess();
        } catch (RuntimeException e) {
            LOG.debug("spans were not shipped", e);
        }
        (taken ? shipped : failed).add(batch.size());
        if (taken == failing) {
            failing = !taken;
            if (failing) {
                LOG.warn("tracing.endpoint takes no spans, they are dropped until it does");
            } else {
                LOG.info("tracing.endpoint takes spans again");
            }
        }
    }

    /** Ships what is waiting, for three seconds at most. Blocks as long. */
    @Override
    public void close() {
        closing = true;
        thread.execute(this::ship);
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_MILLIS, TimeUnit.MILLISECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
        exporter.shutdown();
    }
}
