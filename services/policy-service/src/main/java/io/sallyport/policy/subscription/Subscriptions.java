package io.sallyport.policy.subscription;

import io.sallyport.contract.StoreKeys;
import io.sallyport.contract.policy.ListDocument;
import io.sallyport.kit.api.Metrics;
import io.sallyport.kit.service.ServiceEnvironment;
import io.sallyport.kit.snapshot.SnapshotTimings;
import io.sallyport.kit.store.Lease;
import io.sallyport.kit.store.StoreUnavailableException;
import io.sallyport.policy.compile.ListFiles;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lists that are fetched. Of several instances the one that holds the lease fetches, the others follow what it keeps.
 * Owner: the verticle's context; where files lie and what is known may be asked from any thread.
 */
public final class Subscriptions implements ListFiles {
    private static final Logger LOG = LoggerFactory.getLogger(Subscriptions.class);
    private static final String DUTY = "lists";
    private static final String FOLDER = "state/lists";
    private static final long TICK_MILLIS = 250;
    /** How long a start and an edit wait for the first text of a list. */
    private static final long FIRST_MILLIS = 20_000;
    /** Between two looks for what is kept while the store is away. */
    private static final long RECALL_MILLIS = 500;

    private final Vertx vertx;
    private final Context context;
    private final Clock clock;
    private final Path folder;
    private final Keep keep;
    private final Fetcher fetcher;
    private final Lease lease;
    private final Runnable changed;
    private final long lookMillis;
    private final long timer;
    private final Map<String, Subscription> byName = new ConcurrentHashMap<>();
    private long sinceLook;
    private boolean looking;

    private Subscriptions(
            ServiceEnvironment environment, SnapshotTimings timings, Keep keep, Metrics metrics, Runnable changed) {
        this.vertx = environment.vertx();
        this.context = vertx.getOrCreateContext();
        this.clock = environment.clock();
        this.folder = environment.folder();
        this.keep = keep;
        this.changed = changed;
        this.fetcher = new Fetcher(environment, keep, metrics);
        this.lookMillis = timings.pull().toMillis();
        this.lease = Lease.open(
                vertx,
                environment.store(),
                StoreKeys.lease(DUTY),
                timings.leaseLife(),
                timings.leaseRenew(),
                () -> LOG.debug("this instance fetches lists"));
        this.timer = vertx.setPeriodic(TICK_MILLIS, id -> tick());
    }

    /**
     * Knows no list yet.
     *
     * @param changed called when the text of a list has changed
     */
    public static Future<Subscriptions> open(
            ServiceEnvironment environment, SnapshotTimings timings, Metrics metrics, Runnable changed) {
        return environment
                .vertx()
                .executeBlocking(() -> keep(environment))
                .map(keep -> new Subscriptions(environment, timings, keep, metrics, changed));
    }

    private static Keep keep(ServiceEnvironment environment) throws IOException {
        return environment.config().store().isMemory()
                ? FolderKeep.open(environment.vertx(), environment.folder().resolve(FOLDER))
                : StoreKeep.open(environment.vertx(), environment.store());
    }

    /**
     * Sees to these lists from now on, besides those before. Completes when each has a text or it was tried to fetch one,
     * or when that takes too long.
     */
    private Future<Void> see(List<ListDocument> lists) {
        List<ListDocument> fetched =
                lists.stream().filter(list -> list.url().isPresent()).toList();
        List<Future<Void>> recalls = fetched.stream().map(this::take).toList();
        if (recalls.isEmpty()) {
            return Future.succeededFuture();
        }
        return Future.join(List.of(Future.join(recalls), lease.decided())).transform(known -> decided(fetched));
    }

    private Future<Void> take(ListDocument list) {
        Subscription before = byName.get(list.name());
        if (before != null) {
            before.document(list);
            return before.isDecided() ? Future.succeededFuture() : follow(before);
        }
        Subscription subscription = new Subscription(list);
        byName.put(list.name(), subscription);
        subscription.begin();
        return recall(subscription).otherwise(failure -> {
            unusable(subscription, failure);
            return null;
        });
    }

    /**
     * Looks for what is kept until the store has told. Nothing is fetched before: what is known of a fetch that fails would
     * be written over the last good text's place.
     */
    private Future<Void> recall(Subscription one) {
        return heed(one).onComplete(looked -> {
            if (looked.cause() instanceof StoreUnavailableException) {
                vertx.setTimer(RECALL_MILLIS, id -> recallLate(one));
            } else {
                one.recalled();
            }
        });
    }

    private void recallLate(Subscription one) {
        if (byName.get(one.name()) == one) {
            recall(one).onSuccess(recalled -> one.file().ifPresent(text -> changed.run()));
        }
    }

    private Future<Void> decided(List<ListDocument> lists) {
        Promise<Void> promise = Promise.promise();
        long deadline = System.nanoTime() + FIRST_MILLIS * 1_000_000;
        vertx.setPeriodic(TICK_MILLIS / 5, id -> {
            boolean all = lists.stream().allMatch(list -> isDecided(list.name()));
            if (all || System.nanoTime() - deadline > 0) {
                vertx.cancelTimer(id);
                promise.tryComplete();
            }
        });
        tick();
        return promise.future();
    }

    private boolean isDecided(String list) {
        Subscription subscription = byName.get(list);
        return subscription == null || subscription.isDecided();
    }

    /** Forgets all but these, and the texts of the others. */
    public void keepOnly(List<ListDocument> lists) {
        Set<String> names = lists.stream()
                .filter(list -> list.url().isPresent())
                .map(ListDocument::name)
                .collect(Collectors.toSet());
        List<Subscription> gone = byName.values().stream()
                .filter(one -> !names.contains(one.name()))
                .toList();
        byName.keySet().retainAll(names);
        if (lease.isHeld()) {
            gone.stream().filter(one -> one.known().hasText()).forEach(this::drop);
        }
    }

    private void drop(Subscription one) {
        keep.drop(one.name(), one.known().digest())
                .compose(dropped -> keep.write(one.name(), Fetched.NOTHING))
                .onFailure(failure -> LOG.debug("list {}: not dropped", one.name(), failure));
    }

    private void tick() {
        if (lease.isHeld()) {
            Instant now = clock.instant();
            byName.values().stream().filter(one -> one.isDue(now)).forEach(one -> fetch(one, false));
        }
        sinceLook += TICK_MILLIS;
        if (sinceLook >= lookMillis && !looking && !byName.isEmpty()) {
            sinceLook = 0;
            looking = true;
            look().onComplete(done -> looking = false);
        }
    }

    private Future<Void> look() {
        return Future.join(byName.values().stream()
                        .map(one -> lease.isHeld() ? grant(one) : follow(one))
                        .toList())
                .mapEmpty();
    }

    private Future<Void> grant(Subscription one) {
        return keep.wished(one.name())
                .compose(wish -> wish.isEmpty() || one.isBusy() ? Future.succeededFuture() : fetch(one, wish.get()));
    }

    /** Takes over what another instance, or this one before it was restarted, has kept. */
    private Future<Void> follow(Subscription one) {
        return heed(one).otherwise(failure -> {
            unusable(one, failure);
            return null;
        });
    }

    private static void unusable(Subscription one, Throwable failure) {
        LOG.warn("list {}: what is kept cannot be used: {}", one.name(), failure.getMessage());
    }

    private Future<Void> heed(Subscription one) {
        return keep.read(one.name())
                .compose(found -> found.isPresent() && found.get().url().equals(one.url())
                        ? follow(one, found.get())
                        : Future.succeededFuture());
    }

    private Future<Void> follow(Subscription one, Fetched found) {
        boolean same =
                one.file().isPresent() && found.digest().equals(one.known().digest());
        if (same || !found.hasText()) {
            one.known(found);
            return Future.succeededFuture();
        }
        return keep.text(one.name(), found.digest()).map(text -> {
            boolean news = one.file().isPresent() || !one.isBusy();
            one.known(found);
            one.file(text);
            if (news) {
                changed.run();
            }
            return null;
        });
    }

    private Future<Void> fetch(Subscription one, boolean accept) {
        boolean first = one.file().isEmpty();
        one.begin();
        return fetcher.fetch(one, accept).onComplete(done -> one.fetched()).map(news -> {
            if (news) {
                LOG.info("list {}: {} from {}", one.name(), first ? "fetched" : "fetched anew", one.url());
                changed.run();
            }
            return null;
        });
    }

    /**
     * Fetches a list now, wherever the instance is that does so.
     *
     * @param accept whether a text is taken that would be kept back for having few names
     * @return whether it has been tried when this completes; else it soon will be
     */
    public Future<Boolean> refresh(String list, boolean accept) {
        Subscription one = byName.get(list);
        if (one == null) {
            return Future.failedFuture("no such subscription");
        }
        if (!lease.isHeld()) {
            return keep.wish(list, accept).map(false);
        }
        return one.isBusy() ? Future.succeededFuture(false) : fetch(one, accept).map(true);
    }

    @Override
    public void prepare(List<ListDocument> lists) throws InterruptedException {
        CountDownLatch decided = new CountDownLatch(1);
        context.runOnContext(go -> see(lists).onComplete(done -> decided.countDown()));
        if (!decided.await(2 * FIRST_MILLIS, TimeUnit.MILLISECONDS)) {
            LOG.warn("subscriptions are not decided upon in time; going on without");
        }
    }

    @Override
    public Optional<Path> of(ListDocument list) {
        if (list.file().isPresent()) {
            return list.file().map(folder::resolve);
        }
        Subscription one = byName.get(list.name());
        return one == null || !one.document().url().equals(list.url()) ? Optional.empty() : one.file();
    }

    @Override
    public String problem(ListDocument list) {
        return known(list.name()).map(Fetched::error).orElse("");
    }

    /** What is known of a subscription; empty for other lists. */
    public Optional<Fetched> known(String list) {
        return Optional.ofNullable(byName.get(list)).map(Subscription::known);
    }

    /** Whether a subscription's text is older than it may be. */
    public boolean isStale(String list) {
        Subscription one = byName.get(list);
        return one != null && one.isStale(clock.instant());
    }

    /** Whether this instance fetches. */
    public boolean fetches() {
        return lease.isHeld();
    }

    /** What is degraded, in words; empty when nothing is. */
    public List<String> problems() {
        Instant now = clock.instant();
        Stream<String> lists = byName.values().stream().map(one -> one.problem(now));
        Stream<String> kept = Stream.of(byName.isEmpty() ? "" : keep.problem());
        return Stream.concat(lists, kept).filter(problem -> !problem.isEmpty()).toList();
    }

    public Future<Void> close() {
        vertx.cancelTimer(timer);
        lease.close();
        byName.clear();
        return keep.close();
    }
}
