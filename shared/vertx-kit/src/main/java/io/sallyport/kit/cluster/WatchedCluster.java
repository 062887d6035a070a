package io.sallyport.kit.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.config.Config;
import com.hazelcast.core.HazelcastInstance;
import io.sallyport.contract.Addresses;
import io.sallyport.kit.cluster.guard.GuardedHazelcast;
import io.vertx.core.Completable;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.spi.cluster.NodeInfo;
import io.vertx.core.spi.cluster.RegistrationInfo;
import io.vertx.core.spi.cluster.RegistrationListener;
import io.vertx.core.spi.cluster.RegistrationUpdateEvent;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The cluster manager with books of its own: what this process has registered, and to which addresses it sends. The books are
 * what {@link BusWatch} compares the cluster with; the cluster alone may forget or keep what it should not
 * (<a href="https://github.com/eclipse-vertx/vert.x/issues/4394">vert.x 4394</a>,
 * <a href="https://github.com/vert-x3/vertx-hazelcast/issues/109">vertx-hazelcast 109</a>).
 *
 * <p>Senders get only members that are in the cluster, and of several only those that are not silent, but for probes. Safe for any
 * thread.
 */
public final class WatchedCluster extends HazelcastClusterManager {
    /** An attribute of members that send {@link io.sallyport.contract.cluster.BusProbe}s. */
    private static final String PROBES = "sallyport.probe";

    private static final String NODE = "__vertx.nodeId";
    private static final int SENT_MAX = 10_000;

    /** One registration of this process that others can reach. */
    record Own(String address, RegistrationInfo info) {}

    private final Set<Own> own = ConcurrentHashMap.newKeySet();
    private final Set<String> sent = ConcurrentHashMap.newKeySet();
    private volatile Set<String> silent = Set.of();
    private volatile @Nullable RegistrationListener senders;
    private volatile @Nullable NodeInfo node;

    private final AtomicLong refused;
    private final boolean guarded;
    private volatile @Nullable Vertx vertx;

    /** A member that whoever reaches its port may meet. */
    public WatchedCluster(Config config) {
        super(marked(config));
        refused = new AtomicLong();
        guarded = false;
    }

    private WatchedCluster(HazelcastInstance guarded, AtomicLong refused) {
        super(guarded);
        this.refused = refused;
        this.guarded = true;
    }

    /** A member that only those with a certificate of the authority meet. Blocks until it has joined or founded a cluster. */
    public static WatchedCluster guarded(Config config, BusIdentity identity) {
        AtomicLong refused = new AtomicLong();
        marked(config)
                .getMemberAttributeConfig()
                .setAttribute(NODE, UUID.randomUUID().toString());
        return new WatchedCluster(GuardedHazelcast.start(config, identity.context(), refused), refused);
    }

    private static Config marked(Config config) {
        config.getMemberAttributeConfig().setAttribute(PROBES, "1");
        return config;
    }

    @Override
    public void init(Vertx process) {
        vertx = process;
        super.init(process);
    }

    /** Also ends a Hazelcast that was started outside of the manager. */
    @Override
    public void leave(Completable<Void> done) {
        super.leave((left, failure) -> {
            Vertx process = vertx;
            if (process == null || !guarded) {
                done.complete(left, failure);
                return;
            }
            process.<Void>executeBlocking(() -> {
                        abandon();
                        return null;
                    })
                    .onComplete(ended -> done.complete(left, failure));
        });
    }

    /** Ends a Hazelcast that no Vertx came to use. Blocks. */
    public void abandon() {
        if (guarded) {
            getHazelcastInstance().getLifecycleService().shutdown();
        }
    }

    /** Connections to or from somebody who has shown no certificate of the authority. */
    long refused() {
        return refused.get();
    }

    @Override
    public void registrationListener(RegistrationListener listener) {
        senders = listener;
        super.registrationListener(new RegistrationListener() {
            @Override
            public void registrationsUpdated(RegistrationUpdateEvent event) {
                listener.registrationsUpdated(new RegistrationUpdateEvent(
                        event.address(), reachable(event.address(), event.registrations())));
            }

            @Override
            public void registrationsLost() {
                listener.registrationsLost();
            }

            @Override
            public boolean wantsUpdatesFor(String address) {
                return listener.wantsUpdatesFor(address);
            }
        });
    }

    @Override
    public void setNodeInfo(NodeInfo info, Completable<Void> done) {
        node = info;
        super.setNodeInfo(info, done);
    }

    @Override
    public void addRegistration(String address, RegistrationInfo info, Completable<Void> done) {
        if (info.localOnly()) {
            super.addRegistration(address, info, done);
            return;
        }
        // Only from then on can it be missed; one that failed is missed at once.
        super.addRegistration(address, info, (added, failure) -> {
            own.add(new Own(address, info));
            done.complete(added, failure);
        });
    }

    @Override
    public void removeRegistration(String address, RegistrationInfo info, Completable<Void> done) {
        own.remove(new Own(address, info));
        super.removeRegistration(address, info, (removed, failure) -> {
            own.remove(new Own(address, info));
            done.complete(removed, failure);
        });
    }

    @Override
    public void getRegistrations(String address, Completable<List<RegistrationInfo>> done) {
        if (sent.size() < SENT_MAX) {
            sent.add(address);
        }
        super.getRegistrations(address, (found, failure) -> {
            if (failure == null) {
                done.succeed(reachable(address, found));
            } else {
                done.fail(failure);
            }
        });
    }

    /** What this process has registered and not taken back. */
    Set<Own> own() {
        return Set.copyOf(own);
    }

    /** Whether it has not been taken back meanwhile. */
    boolean isOwn(Own registration) {
        return own.contains(registration);
    }

    /** Addresses that this process sends to and still remembers who listens there. */
    List<String> remembered() {
        RegistrationListener listener = senders;
        if (listener == null) {
            return List.of();
        }
        sent.removeIf(address -> !listener.wantsUpdatesFor(address));
        return List.copyOf(sent);
    }

    /** What the cluster itself says, dead members and all. */
    Future<List<RegistrationInfo>> stored(String address) {
        Promise<List<RegistrationInfo>> stored = Promise.promise();
        super.getRegistrations(address, stored);
        return stored.future();
    }

    /** Tells the senders of this process who listens at an address now. */
    void remind(String address, List<RegistrationInfo> stored) {
        RegistrationListener listener = senders;
        if (listener != null && listener.wantsUpdatesFor(address)) {
            listener.registrationsUpdated(new RegistrationUpdateEvent(address, reachable(address, stored)));
        }
    }

    /** Writes a registration of this process into the cluster again. */
    Future<Void> restore(Own registration) {
        Promise<Void> done = Promise.promise();
        super.addRegistration(registration.address(), registration.info(), done);
        return done.future();
    }

    /** Takes a registration out of the cluster, and not out of the books. */
    Future<Void> withdraw(String address, RegistrationInfo info) {
        Promise<Void> done = Promise.promise();
        super.removeRegistration(address, info, done);
        return done.future();
    }

    /** Sees to it that others find where this process takes messages; whether they did not. */
    Future<Boolean> restoreNode() {
        NodeInfo ours = node;
        if (ours == null) {
            return Future.succeededFuture(false);
        }
        Promise<NodeInfo> stored = Promise.promise();
        super.getNodeInfo(getNodeId(), stored);
        return stored.future().map(ours::equals).otherwise(false).compose(there -> {
            if (there) {
                return Future.succeededFuture(false);
            }
            Promise<Void> done = Promise.promise();
            super.setNodeInfo(ours, done);
            return done.future().map(true);
        });
    }

    /** Members that senders should pass over where another does the same. */
    void silent(Set<String> members) {
        silent = members;
    }

    /** Ids of all members, this one included. */
    Set<String> members() {
        return attributes().keySet();
    }

    /** Ids of members that probe. */
    Set<String> probing() {
        return attributes().entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    private Map<String, Boolean> attributes() {
        HazelcastInstance cluster = getHazelcastInstance();
        return cluster.getCluster().getMembers().stream()
                .filter(member -> member.getAttribute(NODE) != null)
                .collect(Collectors.toMap(
                        member -> member.getAttribute(NODE), WatchedCluster::probes, (one, same) -> one));
    }

    private static boolean probes(Member member) {
        return member.getAttribute(PROBES) != null;
    }

    /**
     * Those of members that are there; of these, where there is a choice, those that speak. Probes go to all: two members of which each
     * left out the other for silence would never hear of each other again.
     */
    private List<RegistrationInfo> reachable(String address, List<RegistrationInfo> stored) {
        if (stored.isEmpty()) {
            return stored;
        }
        Set<String> there;
        try {
            there = Set.copyOf(getNodes());
        } catch (RuntimeException merging) {
            return stored;
        }
        List<RegistrationInfo> alive =
                stored.stream().filter(info -> there.contains(info.nodeId())).toList();
        if (address.equals(Addresses.BUS_PROBE)) {
            return alive;
        }
        Set<String> quiet = silent;
        List<RegistrationInfo> speaking =
                alive.stream().filter(info -> !quiet.contains(info.nodeId())).toList();
        return speaking.isEmpty() ? alive : speaking;
    }
}
