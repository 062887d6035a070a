package io.sallyport.kit.netty;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import io.netty.util.internal.PlatformDependent;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.LongConsumer;

/**
 * How late the event loops of a process are: a task that is due every {@value #EVERY_MILLIS} ms on each of them says by how
 * much it came later than it should. Safe from any thread.
 */
public final class EventLoopWatch implements AutoCloseable {
    static final long EVERY_MILLIS = 200;

    private final List<EventExecutor> loops = new ArrayList<>();
    private final List<ScheduledFuture<?>> probes = new ArrayList<>();

    private EventLoopWatch(Iterable<? extends EventExecutor> loops) {
        loops.forEach(this.loops::add);
    }

    /** @param late for each event loop, by its number from 0, who hears of its lag in nanoseconds, on that loop */
    public static EventLoopWatch start(Vertx vertx, IntFunction<LongConsumer> late) {
        return start(((VertxInternal) vertx).nettyEventLoopGroup(), late);
    }

    static EventLoopWatch start(Iterable<? extends EventExecutor> loops, IntFunction<LongConsumer> late) {
        EventLoopWatch watch = new EventLoopWatch(loops);
        for (int i = 0; i < watch.loops.size(); i++) {
            Probe probe = new Probe(late.apply(i));
            watch.probes.add(watch.loops
                    .get(i)
                    .scheduleWithFixedDelay(probe, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS));
        }
        return watch;
    }

    /** How many event loops there are. */
    public int loops() {
        return loops.size();
    }

    /** Tasks that wait for a turn of a loop; 0 where nobody counts them. */
    public int pending(int loop) {
        return loops.get(loop) instanceof SingleThreadEventExecutor executor ? executor.pendingTasks() : 0;
    }

    /** Bytes that Netty holds outside the heap and counts itself; -1 where it does not count. */
    public static long directBytes() {
        return PlatformDependent.usedDirectMemory();
    }

    /** The part of it that Netty may hold; 0 where it does not count. */
    public static double directShare() {
        long used = PlatformDependent.usedDirectMemory();
        return used <= 0 ? 0 : used / (double) PlatformDependent.maxDirectMemory();
    }

    @Override
    public void close() {
        probes.forEach(probe -> probe.cancel(false));
    }

    /** The first time tells nothing: a loop may only now have got its thread. */
    private static final class Probe implements Runnable {
        private final LongConsumer late;
        private long dueNanos;
        private boolean running;

        Probe(LongConsumer late) {
            this.late = late;
        }

        @Override
        public void run() {
            long now = System.nanoTime();
            if (running) {
                late.accept(Math.max(0, now - dueNanos));
            }
            running = true;
            dueNanos = now + TimeUnit.MILLISECONDS.toNanos(EVERY_MILLIS);
        }
    }
}
