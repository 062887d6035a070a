package io.sallyport.edge.exit;

import io.sallyport.contract.exit.WayReport;
import io.sallyport.policy.engine.exit.ExitWay;
import io.sallyport.policy.engine.exit.WayHealth;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How one way fares on this edge. Safe from any thread. */
public final class WayState {
    private static final Logger LOG = LoggerFactory.getLogger(WayState.class);

    private final ExitWay way;
    private final Clock clock;
    private final AtomicInteger open = new AtomicInteger();
    private final LongAdder connections = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private volatile WayHealth health = WayHealth.UNTRIED;
    private volatile Instant since;
    private volatile String lastError = "";

    WayState(ExitWay way, Clock clock) {
        this.way = way;
        this.clock = clock;
        this.since = clock.instant();
    }

    public ExitWay way() {
        return way;
    }

    public boolean isHealthy() {
        return health.healthy();
    }

    /** @param error what a bad probe has met; empty for a good one */
    public synchronized void probed(String error) {
        change(health.probed(error.isEmpty(), way.check()), error);
    }

    /** A connection has come about. */
    public void worked() {
        connections.increment();
        if (health.requests() > 0) {
            used("");
        }
    }

    /**
     * A connection has not come about.
     *
     * @param fault whether the way is to blame
     */
    public void failed(boolean fault, String error) {
        failures.increment();
        if (fault) {
            used(error);
        }
    }

    private synchronized void used(String error) {
        change(health.used(error.isEmpty(), way.check()), error);
    }

    private void change(WayHealth now, String error) {
        boolean turned = now.healthy() != health.healthy();
        health = now;
        if (!error.isEmpty()) {
            lastError = error;
        }
        if (turned) {
            since = clock.instant();
            if (now.healthy()) {
                LOG.info("exit {}: {} is used again", way.pool(), way.label());
            } else {
                LOG.warn("exit {}: {} is left out: {}", way.pool(), way.label(), error);
            }
        }
    }

    public void opened() {
        open.incrementAndGet();
    }

    public void closed() {
        open.decrementAndGet();
    }

    /** What exchanges have moved, both ways. */
    public void carried(long count) {
        bytes.add(count);
    }

    public int open() {
        return open.get();
    }

    public long failures() {
        return failures.sum();
    }

    public long bytes() {
        return bytes.sum();
    }

    public WayReport report() {
        return new WayReport(
                way.pool(),
                way.label(),
                health.healthy(),
                since,
                lastError,
                open.get(),
                connections.sum(),
                failures.sum(),
                bytes.sum());
    }
}
