package io.sallyport.logs.tail;

import io.sallyport.kit.api.Metrics;
import io.sallyport.logs.record.KeptRecord;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tells readers of what has arrived at this collector. Intake pays one reference per reader and batch; filters are asked, and
 * lines written, elsewhere. Safe from any thread.
 */
public final class TailHub {
    /** Readers of callers: one thread asks the filters of all of them. */
    static final int READERS = 16;

    /** Readers of other collectors, for their callers. */
    static final int INNER = 64;

    private final Set<TailQueue> queues = ConcurrentHashMap.newKeySet();
    private final AtomicInteger readers = new AtomicInteger();
    private final AtomicInteger inner = new AtomicInteger();
    private final Metrics.Counter skipped;

    public TailHub(Metrics metrics) {
        this.skipped = metrics.counter(
                "sallyport_log_tail_skipped_total", "Records that readers of the live tail were too slow for.");
        metrics.gauge("sallyport_log_tail_readers", "Readers of the live tail.", queues::size);
    }

    /** Takes what has arrived. */
    public void take(List<KeptRecord> records) {
        for (TailQueue queue : queues) {
            queue.offer(records);
        }
    }

    Metrics.Counter skipped() {
        return skipped;
    }

    /** Whether there is room for one more reader; if so it has begun. */
    boolean begin(TailQueue queue, boolean isInner) {
        AtomicInteger count = isInner ? inner : readers;
        if (count.incrementAndGet() > (isInner ? INNER : READERS)) {
            count.decrementAndGet();
            return false;
        }
        queues.add(queue);
        return true;
    }

    void end(TailQueue queue, boolean isInner) {
        if (queues.remove(queue)) {
            (isInner ? inner : readers).decrementAndGet();
        }
    }
}
