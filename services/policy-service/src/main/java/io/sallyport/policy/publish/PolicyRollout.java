package io.sallyport.policy.publish;

import io.sallyport.config.ConfigException;
import io.sallyport.config.Finding;
import io.sallyport.contract.Subject;
import io.sallyport.contract.policy.PolicySnapshot;
import io.sallyport.kit.api.Metrics;
import io.sallyport.kit.service.ServiceEnvironment;
import io.sallyport.kit.snapshot.SnapshotPublisher.NotLeaderException;
import io.sallyport.kit.snapshot.SnapshotTimings;
import io.sallyport.kit.snapshot.StoredSnapshotPublisher;
import io.sallyport.kit.snapshot.StoredSnapshotSubscriber;
import io.sallyport.kit.store.Blobs;
import io.sallyport.policy.compile.Compilation;
import io.sallyport.policy.compile.CompiledPolicy;
import io.sallyport.policy.compile.PolicyCompiler;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes texts to snapshots: compile on a worker, fill the shelf, publish. One compilation at a time; of what comes
 * meanwhile only the last counts. A text that is refused changes nothing.
 *
 * <p>Owner: the verticle's context. What others may read is volatile.
 */
public final class PolicyRollout {
    private static final Logger LOG = LoggerFactory.getLogger(PolicyRollout.class);

    private final Vertx vertx;
    private final PolicyCompiler compiler;
    private final Consumer<Compilation> compiled;
    private final ListShelf shelf;
    private final RunningPolicies running;
    private final StoredSnapshotPublisher<PolicySnapshot> publisher;
    private final StoredSnapshotSubscriber<PolicySnapshot> subscriber;
    private final Metrics.Counter accepted;
    private final Metrics.Counter refused;
    private final long timer;
    private String text;
    private boolean compiling;
    private boolean again;
    private boolean offered;
    private volatile CompiledPolicy latest;
    private volatile String refusal = "";

    private PolicyRollout(
            ServiceEnvironment environment,
            SnapshotTimings timings,
            PolicyCompiler compiler,
            Consumer<Compilation> compiled,
            Metrics metrics,
            Start start) {
        this.vertx = environment.vertx();
        this.compiler = compiler;
        this.compiled = compiled;
        this.accepted = compilations(metrics, "accepted");
        this.refused = compilations(metrics, "refused");
        this.text = start.text;
        this.latest = start.ready.policy();
        this.shelf = new ListShelf(vertx, new Blobs(environment.store()));
        this.running = new RunningPolicies(
                vertx, shelf, () -> latest.namesByDigest(), environment.config().listeners());
        this.publisher = StoredSnapshotPublisher.open(environment, Subject.POLICY, PolicySnapshot.class, timings);
        this.subscriber = StoredSnapshotSubscriber.open(
                environment, Subject.POLICY, PolicySnapshot.class, running::apply, timings);
        this.timer = vertx.setPeriodic(timings.pull().toMillis(), id -> maintain());
        compiled.accept(start.ready);
    }

    private static Metrics.Counter compilations(Metrics metrics, String result) {
        return metrics.counter("sallyport_policy_compilations_total", "Edits compiled, by result.", "result", result);
    }

    /** A text that may be published, to start with. */
    private record Start(String text, Compilation.Ready ready) {}

    /**
     * Compiles what is on disk and starts to publish. Completes when the suite runs it, or when that has to wait for
     * another instance or the store; fails with {@link ConfigException} when the text is refused, holding nothing open.
     *
     * @param compiled told of each compilation, the first included
     */
    public static Future<PolicyRollout> start(
            ServiceEnvironment environment,
            SnapshotTimings timings,
            PolicyCompiler compiler,
            Consumer<Compilation> compiled,
            Metrics metrics) {
        return environment
                .vertx()
                .executeBlocking(() -> first(compiler))
                .map(start -> new PolicyRollout(environment, timings, compiler, compiled, metrics, start))
                .compose(rollout -> rollout.offer()
                        .compose(published -> published ? rollout.subscriber.first() : Future.succeededFuture())
                        .map(rollout));
    }

    private static Start first(PolicyCompiler compiler) {
        String text = compiler.read();
        Compilation compilation = compiler.compile(text);
        if (compilation instanceof Compilation.Refused refused) {
            throw new ConfigException(refused.findings());
        }
        return new Start(text, (Compilation.Ready) compilation);
    }

    /** The text on disk is now this. */
    public void textChanged(String changed) {
        if (!changed.equals(text)) {
            text = changed;
            recompile();
        }
    }

    /** A list file changed. */
    public void listsChanged() {
        recompile();
    }

    private void recompile() {
        if (compiling) {
            again = true;
            return;
        }
        compiling = true;
        String current = text;
        vertx.executeBlocking(() -> compiler.compile(current)).onComplete((compilation, failure) -> {
            compiling = false;
            if (failure != null) {
                LOG.error("policies not compiled", failure);
            } else {
                take(compilation);
            }
            if (again) {
                again = false;
                recompile();
            }
        });
    }

    private void take(Compilation compilation) {
        compiled.accept(compilation);
        if (compilation instanceof Compilation.Refused refusing) {
            refuse(refusing.findings());
            return;
        }
        accepted.increment();
        if (!refusal.isEmpty()) {
            LOG.info("policies.yaml is valid again");
        }
        refusal = "";
        latest = ((Compilation.Ready) compilation).policy();
        offered = false;
        offer().onFailure(failure -> LOG.error("policies not published", failure));
    }

    private void refuse(List<Finding> findings) {
        refused.increment();
        String message = findings.stream().map(Finding::toString).collect(Collectors.joining("\n"));
        if (!message.equals(refusal)) {
            LOG.error("the edit is refused and changes nothing:\n{}", message);
        }
        refusal = message;
    }

    /** Hands the latest policy to the publisher, which from then on sees to it; whether it is published already. */
    private Future<Boolean> offer() {
        CompiledPolicy policy = latest;
        return shelf.fill(policy).compose(filled -> publish(policy)).otherwise(failure -> {
            waitFor(failure);
            return false;
        });
    }

    private Future<Boolean> publish(CompiledPolicy policy) {
        if (policy != latest) {
            return Future.succeededFuture(false); // a newer one came while the shelf was filled
        }
        offered = true;
        return publisher
                .publish(policy.digest(), policy::snapshot)
                .compose(generation -> shelf.published(policy))
                .map(true);
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
        if (!offered) {
            offer();
        } else if (publisher.leads()) {
            shelf.fill(latest).onFailure(failure -> LOG.debug("lists not stored", failure));
        }
    }

    /** The policy that the suite runs; empty before the first. */
    public Optional<RunningPolicy> running() {
        return running.current();
    }

    /** Why the text on disk was refused, one finding a line; empty when it was not. */
    public String refusal() {
        return refusal;
    }

    /** What is degraded, in words; empty when nothing is. */
    public List<String> problems() {
        return Stream.of(refusal, publisher.problem(), subscriber.problem())
                .filter(problem -> !problem.isEmpty())
                .toList();
    }

    public boolean leads() {
        return publisher.leads();
    }

    public void close() {
        vertx.cancelTimer(timer);
        subscriber.close();
        publisher.close();
    }
}
