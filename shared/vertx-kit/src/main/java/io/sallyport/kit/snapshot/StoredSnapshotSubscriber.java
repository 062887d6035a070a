package io.sallyport.kit.snapshot;

import io.sallyport.contract.Addresses;
import io.sallyport.contract.Snapshot;
import io.sallyport.contract.SnapshotAnnouncement;
import io.sallyport.contract.StoreKeys;
import io.sallyport.contract.Subject;
import io.sallyport.kit.bus.JsonCodec;
import io.sallyport.kit.service.ServiceEnvironment;
import io.sallyport.kit.store.Store;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a subject in the store: pulls at start, when an announcement comes, and on a slow timer. One pull at a time;
 * what comes meanwhile leads to one more. A snapshot that was refused is offered again at each pull until it is applied or
 * there is a newer one, since the reason may lie outside it. Where an older one lies than is applied, the store has lost something:
 * the publisher is told, at each pull, which generation it has to be above.
 *
 * <p>Owner of the state: the context this was opened on, where the applier is called as well.
 */
public final class StoredSnapshotSubscriber<S extends Snapshot> implements SnapshotSubscriber<S> {
    private static final Logger LOG = LoggerFactory.getLogger(StoredSnapshotSubscriber.class);

    /** An applier that takes longer counts as failed, so that it cannot stop the subscriber for good. */
    private static final long APPLY_SECONDS = 60;

    private final Vertx vertx;
    private final Context context;
    private final Store store;
    private final Subject subject;
    private final Class<S> type;
    private final Applier<S> applier;
    private final SnapshotTimings timings;
    private final Promise<Void> first = Promise.promise();
    private MessageConsumer<SnapshotAnnouncement> announcements;
    private long timer;
    private boolean pulling;
    private boolean pullAgain;
    private boolean retrying;
    private volatile boolean closed;
    private String digest = "";
    private volatile long generation;
    private volatile String problem = "no snapshot yet";

    private StoredSnapshotSubscriber(
            ServiceEnvironment environment,
            Subject subject,
            Class<S> type,
            Applier<S> applier,
            SnapshotTimings timings) {
        this.vertx = environment.vertx();
        this.context = vertx.getOrCreateContext();
        this.store = environment.store();
        this.subject = subject;
        this.type = type;
        this.applier = applier;
        this.timings = timings;
    }

    /** Starts to pull at once. */
    public static <S extends Snapshot> StoredSnapshotSubscriber<S> open(
            ServiceEnvironment environment,
            Subject subject,
            Class<S> type,
            Applier<S> applier,
            SnapshotTimings timings) {
        StoredSnapshotSubscriber<S> subscriber =
                new StoredSnapshotSubscriber<>(environment, subject, type, applier, timings);
        subscriber.context.runOnContext(v -> subscriber.listen());
        return subscriber;
    }

    @Override
    public Future<Void> first() {
        return first.future();
    }

    @Override
    public long generation() {
        return generation;
    }

    @Override
    public String problem() {
        return problem;
    }

    @Override
    public void close() {
        closed = true;
        context.runOnContext(v -> {
            vertx.cancelTimer(timer);
            announcements.unregister().onFailure(failure -> LOG.debug("unregistering", failure));
            first.tryFail(new IllegalStateException(subject.token() + ": closed before the first snapshot"));
        });
    }

    private void listen() {
        announcements = vertx.eventBus().consumer(Addresses.SNAPSHOT_ANNOUNCED, message -> {
            SnapshotAnnouncement announced = message.body();
            if (announced.subject() == subject && announced.generation() > generation) {
                pull();
            }
        });
        timer = vertx.setPeriodic(timings.pull().toMillis(), id -> pull());
        pull();
    }

    private void pull() {
        if (closed) {
            return;
        }
        if (pulling) {
            pullAgain = true;
            return;
        }
        pulling = true;
        store.get(StoreKeys.snapshot(subject))
                .compose(this::take)
                .onComplete((done, failure) -> context.runOnContext(v -> pulled(failure)));
    }

    private void pulled(Throwable failure) {
        pulling = false;
        if (failure != null) {
            report(subject.token() + ": " + failure.getMessage());
        }
        if (pullAgain) {
            pullAgain = false;
            pull();
        } else if (generation == 0 && !closed) {
            retry();
        }
    }

    /** One timer at a time: the slow one pulls as well, and each pull of its own would begin another series. */
    private void retry() {
        if (!retrying) {
            retrying = true;
            vertx.setTimer(timings.retry().toMillis(), id -> {
                retrying = false;
                pull();
            });
        }
    }

    private Future<Void> take(Optional<Buffer> found) {
        if (found.isEmpty()) {
            if (generation == 0) {
                waitForFirst();
            }
            return Future.succeededFuture();
        }
        S snapshot = JsonCodec.parse(found.get(), type);
        if (snapshot.generation() > generation) {
            return apply(snapshot);
        }
        if (snapshot.generation() < generation) {
            vertx.eventBus()
                    .publish(Addresses.SNAPSHOT_ANNOUNCED, new SnapshotAnnouncement(subject, generation, digest));
        }
        problem = "";
        return Future.succeededFuture();
    }

    /** No reason to worry: in a suite that starts, the publisher is not there yet. */
    private void waitForFirst() {
        String text = subject.token() + ": no snapshot in the store yet";
        if (!text.equals(problem)) {
            LOG.info("{}", text);
        }
        problem = text;
    }

    private Future<Void> apply(S snapshot) {
        return applied(snapshot)
                .timeout(APPLY_SECONDS, TimeUnit.SECONDS)
                .onSuccess(done -> {
                    generation = snapshot.generation();
                    digest = snapshot.digest();
                    problem = "";
                    first.tryComplete();
                    LOG.info("{}: generation {} applied", subject.token(), generation);
                })
                .recover(failure -> Future.failedFuture(
                        "generation " + snapshot.generation() + " not applied: " + failure.getMessage()));
    }

    private Future<Void> applied(S snapshot) {
        try {
            return applier.apply(snapshot);
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    private void report(String text) {
        if (!text.equals(problem)) {
            LOG.warn("{}", text);
        }
        problem = text;
    }
}
