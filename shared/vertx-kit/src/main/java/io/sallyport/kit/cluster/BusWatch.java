package io.sallyport.kit.cluster;

import io.sallyport.contract.Addresses;
import io.sallyport.contract.cluster.BusProbe;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The probe of this process on the bus: speaks every second, listens to the others, and every two seconds compares the cluster
 * with this process's books and repairs what differs. What it does for a process that nothing is wrong with costs a message a
 * second for each other member, and a look-up for each address every two seconds. Owner: one context.
 */
public final class BusWatch implements BusHealth {
    private static final Logger LOG = LoggerFactory.getLogger(BusWatch.class);
    private static final long SPEAK_MILLIS = 1000;
    private static final long ROUND_MILLIS = 2000;
    private static final long PAUSED_NANOS = 2_500_000_000L;
    private static final long STUCK_NANOS = 20_000_000_000L;
    private static final long RENEW_NANOS = 8_000_000_000L;

    private final Vertx vertx;
    private final WatchedCluster cluster;
    private final Context context;
    private final LongSupplier unreadable;
    private final LongSupplier nanos;
    private final Hearing hearing;
    private final MessageConsumer<BusProbe> consumer;
    private final Repair repair;
    private final AtomicLong renewed = new AtomicLong();
    private final List<Long> timers = new ArrayList<>();
    private long spokeAt;
    private long renewedAt;
    private volatile long roundBegan;
    private volatile boolean inRound;
    private volatile int others;
    private volatile int audible;
    private volatile Set<String> lost = Set.of();
    private volatile @Nullable String failure;

    private BusWatch(Vertx vertx, WatchedCluster cluster, LongSupplier unreadable, LongSupplier nanos) {
        this.vertx = vertx;
        this.cluster = cluster;
        this.unreadable = unreadable;
        this.context = vertx.getOrCreateContext();
        this.nanos = nanos;
        this.hearing = new Hearing(cluster.getNodeId());
        this.repair = new Repair(cluster, nanos);
        this.spokeAt = nanos.getAsLong();
        this.renewedAt = spokeAt;
        this.consumer = vertx.eventBus().consumer(Addresses.BUS_PROBE);
    }

    /**
     * Begins at once; ends with {@link #close}.
     *
     * @param unreadable counts messages that could not be read
     */
    public static BusWatch start(Vertx vertx, WatchedCluster cluster, LongSupplier unreadable) {
        BusWatch watch = new BusWatch(vertx, cluster, unreadable, System::nanoTime);
        watch.context.runOnContext(go -> watch.begin());
        return watch;
    }

    private void begin() {
        consumer.handler(message -> context.runOnContext(go -> hear(message.body())));
        timers.add(vertx.setPeriodic(SPEAK_MILLIS, timer -> speak()));
        timers.add(vertx.setPeriodic(ROUND_MILLIS, timer -> round()));
        speak();
    }

    /** Ends it; what is registered stays so. */
    @Override
    public void close() {
        context.runOnContext(go -> {
            timers.forEach(vertx::cancelTimer);
            consumer.unregister().onFailure(failed -> LOG.debug("unregistering", failed));
        });
    }

    private void hear(BusProbe probe) {
        hearing.heard(probe.member(), probe.heard(), nanos.getAsLong());
    }

    private void speak() {
        long now = nanos.getAsLong();
        if (now - spokeAt > PAUSED_NANOS) {
            hearing.awoke(now);
        }
        spokeAt = now;
        judge(now);
        vertx.eventBus().publish(Addresses.BUS_PROBE, new BusProbe(cluster.getNodeId(), hearing.recent(now)));
    }

    private void judge(long now) {
        try {
            hearing.members(cluster.probing(), now);
            others = Math.max(0, cluster.members().size() - 1);
        } catch (RuntimeException merging) {
            LOG.debug("no members to be had while clusters merge", merging);
            return;
        }
        Hearing.Verdict verdict = hearing.judge(now);
        cluster.silent(verdict.silent());
        audible = hearing.audible(now);
        if (!verdict.lost().equals(lost)) {
            lost = verdict.lost();
            if (lost.isEmpty()) {
                LOG.info("all members of the bus are heard, and hear this one");
            } else {
                LOG.info("members of the bus that are not heard or do not hear this one: {}", lost);
            }
        }
    }

    private void round() {
        long now = nanos.getAsLong();
        if (inRound) {
            return;
        }
        inRound = true;
        roundBegan = now;
        boolean renew = !lost.isEmpty() && now - renewedAt > RENEW_NANOS;
        Future<Void> work = renew ? renew(now) : repair.compare();
        work.onComplete(done -> context.runOnContext(go -> {
            inRound = false;
            failure = done.failed() ? String.valueOf(done.cause().getMessage()) : null;
        }));
    }

    private Future<Void> renew(long now) {
        renewedAt = now;
        renewed.incrementAndGet();
        LOG.warn("everything of this process is registered anew: {} not heard, or deaf to it", lost);
        return repair.renew();
    }

    @Override
    public boolean clustered() {
        return true;
    }

    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (!lost.isEmpty()) {
            problems.add("bus: nothing comes from or reaches " + lost.size() + " of " + others + " other members");
        }
        if (inRound && nanos.getAsLong() - roundBegan > STUCK_NANOS) {
            problems.add("bus: the cluster has not answered for 20 s");
        }
        String failed = failure;
        if (failed != null) {
            problems.add("bus: registrations cannot be compared: " + failed);
        }
        return problems;
    }

    @Override
    public int others() {
        return others;
    }

    @Override
    public int audible() {
        return audible;
    }

    @Override
    public long restored() {
        return repair.restored();
    }

    @Override
    public long renewed() {
        return renewed.get();
    }

    @Override
    public long buried() {
        return repair.buried();
    }

    @Override
    public long unreadable() {
        return unreadable.getAsLong();
    }

    @Override
    public long refused() {
        return cluster.refused();
    }
}
