package io.sallyport.kit.cluster;

import io.vertx.core.Future;
import io.vertx.core.spi.cluster.RegistrationInfo;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the cluster agree with the books of this process, one address after the other, so that a cluster that does not answer
 * holds one worker thread and no more. Owner: one round at a time.
 */
final class Repair {
    private static final Logger LOG = LoggerFactory.getLogger(Repair.class);

    /** How long a registration must have been without its member: clusters that merge show each other's members late. */
    private static final long ORPHAN_NANOS = 30_000_000_000L;

    private static final int ORPHANS_MAX = 10_000;

    private final WatchedCluster cluster;
    private final LongSupplier nanos;
    private final Map<WatchedCluster.Own, Long> orphans = new HashMap<>();
    private final AtomicLong restored = new AtomicLong();
    private final AtomicLong buried = new AtomicLong();

    Repair(WatchedCluster cluster, LongSupplier nanos) {
        this.cluster = cluster;
        this.nanos = nanos;
    }

    long restored() {
        return restored.get();
    }

    long buried() {
        return buried.get();
    }

    /** What is missing is written again; senders are told who listens; what belongs to dead members goes. */
    Future<Void> compare() {
        return cluster.restoreNode()
                .onSuccess(was -> count(was, "where it takes messages"))
                .compose(there -> each(List.copyOf(cluster.own()), this::compareOwn))
                .compose(done -> each(cluster.remembered(), this::compareOthers));
    }

    /** Takes out and writes again, which is told to every sender, and what was never told is told then. */
    Future<Void> renew() {
        return cluster.restoreNode()
                .compose(there -> each(
                        List.copyOf(cluster.own()),
                        own -> cluster.withdraw(own.address(), own.info()).compose(gone -> restore(own))))
                .compose(done -> each(cluster.remembered(), this::compareOthers));
    }

    private static <T> Future<Void> each(List<T> all, Function<T, Future<Void>> work) {
        Future<Void> chain = Future.succeededFuture();
        for (T one : all) {
            chain = chain.compose(done -> work.apply(one));
        }
        return chain;
    }

    private Future<Void> compareOwn(WatchedCluster.Own own) {
        return cluster.stored(own.address()).compose(stored -> {
            if (stored.contains(own.info()) || !cluster.isOwn(own)) {
                return Future.succeededFuture();
            }
            count(true, own.address());
            return restore(own);
        });
    }

    /** A registration that was taken back meanwhile must not come back. */
    private Future<Void> restore(WatchedCluster.Own own) {
        return cluster.restore(own)
                .compose(there ->
                        cluster.isOwn(own) ? Future.succeededFuture() : cluster.withdraw(own.address(), own.info()));
    }

    private Future<Void> compareOthers(String address) {
        return cluster.stored(address).compose(stored -> {
            cluster.remind(address, stored);
            Set<String> members = cluster.members();
            List<RegistrationInfo> dead = stored.stream()
                    .filter(info -> !info.localOnly() && !members.contains(info.nodeId()))
                    .filter(info -> isOrphan(new WatchedCluster.Own(address, info)))
                    .toList();
            stored.stream()
                    .filter(info -> members.contains(info.nodeId()))
                    .forEach(info -> orphans.remove(new WatchedCluster.Own(address, info)));
            return each(dead, info -> bury(new WatchedCluster.Own(address, info)));
        });
    }

    private boolean isOrphan(WatchedCluster.Own registration) {
        if (orphans.size() > ORPHANS_MAX) {
            orphans.clear();
        }
        long now = nanos.getAsLong();
        return now - orphans.computeIfAbsent(registration, first -> now) > ORPHAN_NANOS;
    }

    private Future<Void> bury(WatchedCluster.Own registration) {
        orphans.remove(registration);
        buried.incrementAndGet();
        LOG.info("{} had a registration of a member that is gone", registration.address());
        return cluster.withdraw(registration.address(), registration.info());
    }

    private void count(boolean was, String what) {
        if (was) {
            restored.incrementAndGet();
            LOG.warn("the cluster had lost {} of this process; it is registered again", what);
        }
    }
}
