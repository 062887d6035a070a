package io.sallyport.kit.purge;

import io.sallyport.contract.Addresses;
import io.sallyport.contract.cache.PurgeDone;
import io.sallyport.contract.cache.PurgeEntry;
import io.sallyport.contract.cache.PurgePlace;
import io.sallyport.kit.service.ServiceEnvironment;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the purge log for one process. The bus brings entries at once, but may lose any of them; the head in the store is
 * looked at every second and tells of what was lost, or came while this process was away. What was carried out is said on the
 * bus. Owner of the state: its event loop; the other methods are safe from any thread.
 */
public final class PurgeFollower {
    private static final Logger LOG = LoggerFactory.getLogger(PurgeFollower.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration SLACK = Duration.ofMillis(1500);

    /** Entries that are read to catch up; who is further behind has missed them. */
    private static final int STEPS_MAX = 1024;

    private static final int REMEMBERED = 8192;

    private final Vertx vertx;
    private final Context context;
    private final PurgeLog log;
    private final PurgeSink sink;
    private final String instance;
    private final boolean history;
    private final Looks looks;
    private final MessageConsumer<PurgeEntry> consumer;
    private final Set<UUID> carriedOut = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    });

    private @Nullable PurgePlace place;
    private boolean looking;
    private boolean again;
    private long timer;
    private volatile long number;

    /**
     * Listens from now on.
     *
     * @param instance the name that the process announces itself with
     * @param history  whether it keeps what was fetched before it started, and must know the purges since then
     */
    public PurgeFollower(ServiceEnvironment environment, PurgeSink sink, String instance, boolean history) {
        this.vertx = environment.vertx();
        this.context = vertx.getOrCreateContext();
        this.log = new PurgeLog(environment.store(), environment.clock());
        this.sink = sink;
        this.instance = instance;
        this.history = history;
        this.looks = new Looks(
                EVERY.plus(SLACK).plus(environment.config().store().timeout()).toNanos(), System.nanoTime());
        this.consumer = vertx.eventBus().consumer(Addresses.CACHE_PURGE, message -> heard(message.body()));
    }

    /** Completes when the log has been looked at, or cannot be. */
    public Future<Void> start() {
        Promise<Void> first = Promise.promise();
        context.runOnContext(go -> {
            timer = vertx.setPeriodic(EVERY.toMillis(), tick -> look());
            consumer.completion().onComplete(listening -> context.runOnContext(v -> look(first)));
        });
        return first.future();
    }

    public Future<Void> stop() {
        context.runOnContext(go -> vertx.cancelTimer(timer));
        return consumer.unregister();
    }

    /** Up to which the log is carried out. */
    public long number() {
        return number;
    }

    /**
     * Whether the log was looked at lately, or found out of reach: not when this process has been standing still, and so may
     * have missed purges without knowing.
     *
     * @param nowNanos {@code System.nanoTime()}
     */
    public boolean isCurrent(long nowNanos) {
        return looks.isCurrent(nowNanos);
    }

    /** This process has carried a purge out by itself, before anybody else knew of it. */
    public void ownPurge(UUID id) {
        context.runOnContext(go -> carriedOut.add(id));
    }

    /** Takes an entry that this process has put into the log or on the bus. */
    public void take(PurgeEntry entry) {
        context.runOnContext(go -> heard(entry));
    }

    private void heard(PurgeEntry entry) {
        PurgePlace known = place;
        if (entry.number() == 0) {
            carryOut(entry);
            done(entry.id());
        } else if (known == null
                || (entry.number() > known.number() && !entry.before().equals(known))) {
            look();
        } else {
            if (entry.number() > known.number()) {
                carryOut(entry);
                reached(entry.place());
            }
            done(entry.id());
        }
    }

    private void carryOut(PurgeEntry entry) {
        if (carriedOut.add(entry.id())) {
            sink.carryOut(entry);
        }
    }

    private void reached(PurgePlace last) {
        place = last;
        number = last.number();
        sink.reached(last.number());
    }

    private void done(UUID id) {
        vertx.eventBus().publish(Addresses.CACHE_PURGED, new PurgeDone(id, number, instance));
    }

    private void look() {
        look(Promise.promise());
    }

    private void look(Promise<Void> looked) {
        if (looking) {
            again = true;
            looked.complete();
            return;
        }
        looking = true;
        again = false;
        looks.begin(System.nanoTime());
        log.head()
                .onComplete(head -> context.runOnContext(go -> {
                    if (head.failed()) {
                        looks.failed();
                    }
                    follow(head)
                            .onComplete(followed -> context.runOnContext(v -> {
                                over(followed);
                                looked.complete();
                            }));
                }));
    }

    private void over(AsyncResult<Void> followed) {
        looking = false;
        if (followed.failed()) {
            LOG.debug("the purge log cannot be read", followed.cause());
            return;
        }
        looks.followed();
        if (again) {
            look();
        }
    }

    private Future<Void> follow(AsyncResult<PurgePlace> looked) {
        if (looked.failed()) {
            return Future.failedFuture(looked.cause());
        }
        PurgePlace head = looked.result();
        PurgePlace known = place;
        if (head.equals(known)) {
            return Future.succeededFuture();
        }
        if (known == null && !history) {
            reached(head);
            return Future.succeededFuture();
        }
        if (head.equals(PurgePlace.START)) {
            return known == null ? begun() : missed(head);
        }
        return new Walk(known == null ? PurgePlace.START : known, head, known == null).start();
    }

    private Future<Void> begun() {
        place = PurgePlace.START;
        return Future.succeededFuture();
    }

    private Future<Void> missed(PurgePlace head) {
        LOG.warn("purges have been missed: what is stored is validated before it is used again");
        place = head;
        number = head.number();
        sink.missed(head.number());
        return Future.succeededFuture();
    }

    /** From the head back to what is known. */
    private final class Walk {
        private final PurgePlace goal;
        private final PurgePlace head;
        private final boolean first;
        private final Promise<Void> arrived = Promise.promise();
        private PurgePlace at;
        private int steps;

        /** @param first whether nothing is known yet, so that an end before the goal is the beginning of what is known */
        Walk(PurgePlace goal, PurgePlace head, boolean first) {
            this.goal = goal;
            this.head = head;
            this.at = head;
            this.first = first;
        }

        Future<Void> start() {
            step();
            return arrived.future();
        }

        private void step() {
            if (at.equals(goal)) {
                arrive();
            } else if (at.number() <= goal.number() || steps == STEPS_MAX) {
                broken();
            } else {
                log.read(at)
                        .onSuccess(entry -> context.runOnContext(go -> entry.ifPresentOrElse(this::read, this::broken)))
                        .onFailure(arrived::fail);
            }
        }

        private void read(PurgeEntry entry) {
            carryOut(entry);
            at = entry.before();
            steps++;
            step();
        }

        private void arrive() {
            reached(head);
            done(head.id());
            arrived.complete();
        }

        private void broken() {
            if (first && steps > 0) {
                sink.knownSince(at.number());
                arrive();
            } else {
                missed(head).onComplete(arrived);
                done(head.id());
            }
        }
    }
}
