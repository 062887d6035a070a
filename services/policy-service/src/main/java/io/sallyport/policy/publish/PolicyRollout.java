package io.sallyport.policy.publish;

import io.sallyport.config.ConfigException;
import io.sallyport.contract.Subject;
import io.sallyport.contract.policy.PolicySnapshot;
import io.sallyport.kit.service.ServiceEnvironment;
import io.sallyport.kit.snapshot.SnapshotPublisher.NotLeaderException;
import io.sallyport.kit.snapshot.SnapshotTimings;
import io.sallyport.kit.snapshot.StoredSnapshotPublisher;
import io.sallyport.kit.snapshot.StoredSnapshotSubscriber;
import io.sallyport.kit.store.Blobs;
import io.sallyport.policy.compile.Compilation;
import io.sallyport.policy.compile.CompiledPolicy;
import io.sallyport.policy.compile.ListReport;
import io.sallyport.policy.compile.PolicyCompiler;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes compiled policies to snapshots: fill the shelf, publish; and follows what the suite runs.
 *
 * <p>Owner: the verticle's context. What others may read is volatile.
 */
public final class PolicyRollout {
    private static final Logger LOG = LoggerFactory.getLogger(PolicyRollout.class);
    private static final long LOOK_MILLIS = 10;

    private final Vertx vertx;
    private final SnapshotTimings timings;
    private final ListShelf shelf;
    private final RunningPolicies running;
    private final StoredSnapshotPublisher<PolicySnapshot> publisher;
    private final StoredSnapshotSubscriber<PolicySnapshot> subscriber;
    private final long timer;
    private boolean wanted;
    private boolean offered;
    private Consumer<PolicySnapshot> onRunning = snapshot -> {};
    private volatile CompiledPolicy latest;

    private PolicyRollout(ServiceEnvironment environment, SnapshotTimings timings, CompiledPolicy first) {
        this.vertx = environment.vertx();
        this.timings = timings;
        this.latest = first;
        this.shelf = new ListShelf(vertx, new Blobs(environment.store()));
        this.running = new RunningPolicies(
                vertx, shelf, () -> latest.namesByDigest(), environment.config().listeners());
        this.publisher = StoredSnapshotPublisher.open(environment, Subject.POLICY, PolicySnapshot.class, timings);
        this.subscriber =
                StoredSnapshotSubscriber.open(environment, Subject.POLICY, PolicySnapshot.class, this::apply, timings);
        this.timer = vertx.setPeriodic(timings.pull().toMillis(), id -> maintain());
    }

    /** A text that may be published, to start with. */
    public record First(String text, Compilation.Ready ready) {}

    /**
     * The text on disk, compiled. Reads files: not for an event loop; fails with {@link ConfigException} when it is refused.
     */
    public static First first(PolicyCompiler compiler) {
        String text = compiler.read();
        Compilation compilation = compiler.compile(text);
        if (compilation instanceof Compilation.Refused refused) {
            throw new ConfigException(refused.findings());
        }
        return new First(text, (Compilation.Ready) compilation);
    }

    /** Stands for the right to publish and follows what others publish; publishes nothing yet. */
    public static PolicyRollout open(ServiceEnvironment environment, SnapshotTimings timings, CompiledPolicy first) {
        return new PolicyRollout(environment, timings, first);
    }

    private Future<Void> apply(PolicySnapshot snapshot) {
        return running.apply(snapshot).onSuccess(applied -> onRunning.accept(snapshot));
    }

    /** Tells of each snapshot from the time on that the suite runs it. */
    void onRunning(Consumer<PolicySnapshot> listener) {
        onRunning = listener;
    }

    /** Completes when it is known whether this instance publishes. */
    Future<Void> decided() {
        return publisher.decided();
    }

    /** This is to be published, when it is offered. */
    void take(CompiledPolicy policy) {
        latest = policy;
        wanted = false;
        offered = false;
    }

    CompiledPolicy latest() {
        return latest;
    }

    long pullMillis() {
        return timings.pull().toMillis();
    }

    /** Hands the latest policy to the publisher, which from then on sees to it. Never fails. */
    Future<Void> offer() {
        wanted = true;
        if (offered) {
            return Future.succeededFuture();
        }
        CompiledPolicy policy = latest;
        return shelf.fill(policy).compose(filled -> publish(policy)).otherwise(failure -> {
            waitFor(failure);
            return null;
        });
    }

    private Future<Void> publish(CompiledPolicy policy) {
        if (policy != latest) {
            return Future.succeededFuture(); // a newer one came while the shelf was filled
        }
        offered = true;
        return publisher.publish(policy.digest(), policy::snapshot).compose(generation -> shelf.published(policy));
    }

    private static void waitFor(Throwable failure) {
        if (failure instanceof NotLeaderException) {
            LOG.info("standing by: {}", failure.getMessage());
        } else {
            LOG.warn("policies not published, trying again: {}", failure.getMessage());
        }
    }

    /** Offers again what the store could not take, and fills the shelf of a store that lost its content. */
    private void maintain() {
        if (wanted && !offered) {
            offer();
        } else if (publisher.leads()) {
            shelf.fill(latest).onFailure(failure -> LOG.debug("lists not stored", failure));
        }
    }

    /** The policy that the suite runs; empty before the first. */
    public Optional<RunningPolicy> running() {
        return running.current();
    }

    /** Whether the suite runs this, as far as this instance knows. */
    public boolean runs(String digest) {
        return running.current()
                .filter(current -> current.snapshot().digest().equals(digest))
                .isPresent();
    }

    /** Completes with whether the suite runs this within the time; looks again and again. */
    public Future<Boolean> runs(String digest, Duration within) {
        if (runs(digest) || within.isNegative()) {
            return Future.succeededFuture(runs(digest));
        }
        Promise<Boolean> looked = Promise.promise();
        vertx.setTimer(
                LOOK_MILLIS, id -> runs(digest, within.minusMillis(LOOK_MILLIS)).onComplete(looked));
        return looked.future();
    }

    /** What reading a list here has shown; empty when it was not read here. */
    public Optional<ListReport> report(String list) {
        return Optional.ofNullable(latest.reports().get(list));
    }

    /** What is degraded, in words; empty when nothing is. */
    public List<String> problems() {
        return Stream.of(publisher.problem(), subscriber.problem())
                .filter(problem -> !problem.isEmpty())
                .toList();
    }

    public boolean leads() {
        return publisher.leads();
    }

    /** Completes when the first snapshot runs; at once when it may be long in coming, for want of the store or a leader. */
    Future<Void> begun() {
        return offered && publisher.leads() ? subscriber.first() : Future.succeededFuture();
    }

    public void close() {
        vertx.cancelTimer(timer);
        subscriber.close();
        publisher.close();
    }
}
