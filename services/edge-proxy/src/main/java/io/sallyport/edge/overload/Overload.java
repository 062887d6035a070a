package io.sallyport.edge.overload;

import io.sallyport.contract.settings.OverloadConfig;
import io.sallyport.kit.api.Metrics;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** How all loops of an edge fare together. Safe from any thread. */
public final class Overload {
    private static final double NANOS_PER_SECOND = 1e9;

    private final OverloadConfig config;
    private final MemoryGauge memory;
    private final OverloadFigures figures;
    private final List<LoopGate> gates = new CopyOnWriteArrayList<>();
    private final RecentRefusals refusals = new RecentRefusals(System.nanoTime());

    /** @param memory looked at by somebody else */
    public Overload(OverloadConfig config, MemoryGauge memory, Metrics metrics) {
        this.config = config;
        this.memory = memory;
        this.figures = new OverloadFigures(metrics);
        metrics.gauge(
                "sallyport_overload_wait_seconds",
                "What an event had to wait for a turn lately, of the event loop that is furthest behind",
                () -> longestWait() / NANOS_PER_SECOND);
        metrics.gauge(
                "sallyport_overload_limiting_loops",
                "Event loops on which clients have a share only, because requests waited too long",
                this::limiting);
        metrics.gauge(
                "sallyport_overload_door", "Share of the new connections that is let in under overload", this::door);
        metrics.gauge(
                "sallyport_overload_memory_ratio",
                "Share of memory in use: of the heap after a collection, or of what is outside it",
                memory::share);
        metrics.gauge(
                "sallyport_overload_memory_level",
                "How memory is saved: 0 not at all, 1 nothing more is kept, 2 no connections, 3 no requests",
                () -> memory.level().ordinal());
    }

    /** The gate of one more loop. */
    public LoopGate gate() {
        LoopGate gate =
                new LoopGate(config.queueTime().toNanos(), config.interval().toNanos());
        gates.add(gate);
        return gate;
    }

    public boolean isEnabled() {
        return config.enabled();
    }

    /** The step at which memory is saved; none when nothing is to be refused at all. */
    public MemoryLevel memory() {
        return config.enabled() ? memory.level() : MemoryLevel.PLENTY;
    }

    /** Whether answers may still be taken into the cache. */
    public boolean keeps() {
        return memory() == MemoryLevel.PLENTY;
    }

    public OverloadFigures figures() {
        return figures;
    }

    public OverloadConfig config() {
        return config;
    }

    /** Part of the new connections that is taken, 0 to 1: loops get connections in turn, so their mean. */
    public double door() {
        double sum = 0;
        int count = 0;
        for (LoopGate gate : gates) {
            sum += gate.door();
            count++;
        }
        return count == 0 ? 1 : sum / count;
    }

    /**
     * A client was refused that has had its share.
     *
     * @param now nanoseconds, as {@link System#nanoTime} has them
     */
    public void refused(long client, long now) {
        refusals.note(client, now);
    }

    /** Whether another connection would only bring this client more refusals, where those already cost too much. */
    public boolean turnsAway(long client, long now) {
        return isCostly() && refusals.has(client, now);
    }

    /** Whether refusing takes more than its part of the time of any loop. */
    public boolean isCostly() {
        for (LoopGate gate : gates) {
            if (gate.isCostly()) {
                return true;
            }
        }
        return false;
    }

    /** How many loops there are. */
    public int loops() {
        return gates.size();
    }

    private int limiting() {
        int count = 0;
        for (LoopGate gate : gates) {
            count += gate.isLimiting() ? 1 : 0;
        }
        return count;
    }

    private long longestWait() {
        long longest = 0;
        for (LoopGate gate : gates) {
            longest = Math.max(longest, gate.waitedNanos());
        }
        return longest;
    }

    /** What an operator should know now. */
    public Optional<String> problem() {
        MemoryLevel level = memory();
        if (level.compareTo(MemoryLevel.NO_CONNECTIONS) >= 0) {
            return Optional.of("overload: memory is short, "
                    + (level == MemoryLevel.NO_REQUESTS ? "requests are refused" : "new connections are closed"));
        }
        return limiting() == 0
                ? Optional.empty()
                : Optional.of("overload: requests waited longer than "
                        + config.queueTime().toMillis() + " ms on " + limiting()
                        + " event loop(s), each client has a share only");
    }
}
