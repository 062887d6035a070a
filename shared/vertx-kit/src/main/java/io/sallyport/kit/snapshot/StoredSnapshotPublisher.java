package io.sallyport.kit.snapshot;

import io.sallyport.contract.Addresses;
import io.sallyport.contract.Snapshot;
import io.sallyport.contract.SnapshotAnnouncement;
import io.sallyport.contract.StoreKeys;
import io.sallyport.contract.Subject;
import io.sallyport.kit.service.ServiceEnvironment;
import io.sallyport.kit.store.Lease;
import io.sallyport.kit.store.StoreUnavailableException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes by way of the store, as long as it holds the subject's lease.
 *
 * <p>A publish fails with {@link SnapshotPublisher.NotLeaderException} while another instance leads, and with {@link
 * StoreUnavailableException} while the store is away. The newest content that it was given is kept: a publish that failed in one of these ways
 * is carried out as soon as that is over, unless a later one took its place. On a slow timer the leader
 * compares the store with that content, so a store that lost everything is filled again. Generations go on above the highest one
 * that was announced, also by those who run a higher one than lies in the store: a store that lost its data would begin at 1, and nobody
 * would take that for newer.
 *
 * <p>Owner of the state: the context this was opened on. Publishes are carried out one after the other.
 */
public final class StoredSnapshotPublisher<S extends Snapshot> implements SnapshotPublisher<S> {
    private static final Logger LOG = LoggerFactory.getLogger(StoredSnapshotPublisher.class);

    private final Vertx vertx;
    private final Context context;
    private final Clock clock;
    private final Subject subject;
    private final SnapshotShelf<S> shelf;
    /** {@code null} until {@link #open} has it, whose context may be told of it before. */
    private volatile Lease lease;

    private MessageConsumer<SnapshotAnnouncement> announcements;
    private long timer;
    private Wanted<S> wanted;
    private boolean settled;
    private Future<Long> last = Future.succeededFuture();
    private volatile boolean closed;
    private volatile String problem = "";

    private record Wanted<S extends Snapshot>(String digest, SnapshotPublisher.Numbered<S> content) {}

    private StoredSnapshotPublisher(ServiceEnvironment environment, Subject subject, Class<S> type) {
        this.vertx = environment.vertx();
        this.context = vertx.getOrCreateContext();
        this.clock = environment.clock();
        this.subject = subject;
        this.shelf = new SnapshotShelf<>(environment.store(), subject, type);
    }

    /** Stands for the lease of the subject at once and keeps at it until closed. */
    public static <S extends Snapshot> StoredSnapshotPublisher<S> open(
            ServiceEnvironment environment, Subject subject, Class<S> type, SnapshotTimings timings) {
        StoredSnapshotPublisher<S> publisher = new StoredSnapshotPublisher<>(environment, subject, type);
        publisher.lease = Lease.open(
                environment.vertx(),
                environment.store(),
                StoreKeys.lease("snapshot:" + subject.token()),
                timings.leaseLife(),
                timings.leaseRenew(),
                publisher::reconcile);
        publisher.context.runOnContext(v -> publisher.listen(timings));
        return publisher;
    }

    private void listen(SnapshotTimings timings) {
        announcements = vertx.eventBus().consumer(Addresses.SNAPSHOT_ANNOUNCED, message -> heard(message.body()));
        timer = vertx.setPeriodic(timings.pull().toMillis(), id -> reconcile());
        reconcile();
    }

    private void heard(SnapshotAnnouncement announced) {
        if (announced.subject() == subject && shelf.atLeast(announced.generation())) {
            reconcile();
        }
    }

    @Override
    public Future<Long> publish(String digest, Numbered<S> content) {
        Promise<Long> promise = Promise.promise();
        Wanted<S> request = new Wanted<>(digest, content);
        context.runOnContext(v -> lease.decided()
                .onComplete(
                        decided -> context.runOnContext(later -> want(request).onComplete(promise))));
        return promise.future();
    }

    /** Wanted no earlier than it stands in line, or a reconciling would put it in front of what was wanted before. */
    private Future<Long> want(Wanted<S> request) {
        wanted = request;
        return enqueue(request);
    }

    /** Completes when it is known whether this instance publishes, or that nobody can say. */
    public Future<Void> decided() {
        return lease.decided();
    }

    @Override
    public boolean leads() {
        return lease.isHeld();
    }

    /** Why nothing can be published, such as a store that is away; empty when all is well. */
    public String problem() {
        return problem.isEmpty() ? lease.problem() : problem;
    }

    @Override
    public void close() {
        closed = true;
        lease.close();
        context.runOnContext(v -> {
            vertx.cancelTimer(timer);
            announcements.unregister().onFailure(failure -> LOG.debug("unregistering", failure));
        });
    }

    private void reconcile() {
        context.runOnContext(v -> {
            if (lease == null) {
                return; // listening begins with this once more
            }
            if (!lease.isHeld()) {
                forgive();
            } else if (wanted != null) {
                enqueue(wanted).onFailure(failure -> LOG.debug("{} not published", subject.token(), failure));
            }
        });
    }

    /** What this instance could not do is another one's duty once that one leads. */
    private void forgive() {
        if (lease.problem().isEmpty()) {
            problem = "";
        }
    }

    private Future<Long> enqueue(Wanted<S> request) {
        last = last.transform(before -> carryOut(request));
        return last;
    }

    private Future<Long> carryOut(Wanted<S> request) {
        if (closed || !lease.isHeld()) {
            return Future.failedFuture(refusal());
        }
        return shelf.newest()
                .compose(newest -> newest.filter(found -> found.digest().equals(request.digest))
                        .filter(shelf::isNewest)
                        .map(found -> settled().map(found.generation()))
                        .orElseGet(() -> write(request)))
                .onSuccess(generation -> problem = "")
                .onFailure(this::remember);
    }

    private Future<Void> settled() {
        return settled ? Future.succeededFuture() : shelf.settle().onSuccess(done -> settled = true);
    }

    private Future<Long> write(Wanted<S> request) {
        return shelf.nextGeneration()
                .map(generation -> request.content.snapshot(generation, clock.instant()))
                .compose(snapshot -> lease.isHeld() ? shelf.put(snapshot) : Future.failedFuture(refusal()))
                .map(this::announce);
    }

    private long announce(S snapshot) {
        LOG.info("{}: generation {} published", subject.token(), snapshot.generation());
        vertx.eventBus()
                .publish(
                        Addresses.SNAPSHOT_ANNOUNCED,
                        new SnapshotAnnouncement(subject, snapshot.generation(), snapshot.digest()));
        return snapshot.generation();
    }

    /** While the store is away, nobody can say who leads. */
    private RuntimeException refusal() {
        String reason = lease.problem();
        return reason.isEmpty()
                ? new NotLeaderException(subject.token() + ": another instance publishes")
                : new StoreUnavailableException(subject.token() + ": " + reason, null);
    }

    private void remember(Throwable failure) {
        if (!(failure instanceof NotLeaderException)) {
            problem = subject.token() + " not published: " + failure.getMessage();
            LOG.warn("{}; trying again", problem);
        }
    }
}
