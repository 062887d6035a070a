package io.sallyport.edge.control;

import io.sallyport.contract.Addresses;
import io.sallyport.contract.Problem;
import io.sallyport.contract.StoreKeys;
import io.sallyport.contract.Subject;
import io.sallyport.contract.canary.CanaryReport;
import io.sallyport.contract.health.HealthReport;
import io.sallyport.contract.policy.PolicySnapshot;
import io.sallyport.contract.policy.UnlockReport;
import io.sallyport.contract.route.RouteSnapshot;
import io.sallyport.contract.settings.ListenerConfig;
import io.sallyport.edge.cache.CachePlans;
import io.sallyport.edge.exit.ExitPlan;
import io.sallyport.edge.wire.Wires;
import io.sallyport.kit.bus.JsonCodec;
import io.sallyport.kit.service.ServiceEnvironment;
import io.sallyport.kit.snapshot.SnapshotSubscriber;
import io.sallyport.kit.snapshot.SnapshotTimings;
import io.sallyport.kit.snapshot.StoredSnapshotSubscriber;
import io.sallyport.kit.tls.TlsFilesException;
import io.sallyport.policy.engine.PolicyTable;
import io.sallyport.policy.engine.Unlocks;
import io.sallyport.policy.engine.entry.ListenerLogins;
import io.sallyport.policy.engine.entry.OpenRelay;
import io.sallyport.policy.engine.list.NameSet;
import io.sallyport.routing.canary.CanaryTable;
import io.sallyport.routing.engine.RouteTable;
import io.vertx.core.Future;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * Keeps the edge's {@link SnapshotSet} current. Tables are compiled on a worker thread; exchanges read one volatile
 * reference. Writers take this object's lock, so that a policy, a route and a health change never lose each other.
 */
public final class SnapshotControl implements AutoCloseable {
    private final ServiceEnvironment environment;
    private final ListBlobs lists;
    private final SnapshotSubscriber<PolicySnapshot> policySubscriber;
    private final SnapshotSubscriber<RouteSnapshot> routeSubscriber;
    private final MessageConsumer<HealthReport> healthConsumer;
    private final Future<Void> recalled;
    private final ReportFollower<CanaryReport> canaries;
    private final ReportFollower<UnlockReport> unlockFollower;
    private final CountryFile countryFile;

    private PolicyTable policy;
    private Unlocks unlocks = Unlocks.NONE;
    private ExitPlan exits = ExitPlan.NONE;
    private long policyGeneration;
    private RouteTable routes;
    private Wires wires = Wires.NONE;
    private CachePlans cachePlans;
    private HealthReport health;
    private CanaryReport canaryReport = CanaryReport.NONE;
    private Countries countries = Countries.NONE;
    private volatile Optional<Instant> policyAt = Optional.empty();
    private volatile Optional<Instant> routesAt = Optional.empty();
    private volatile SnapshotSet current;

    /** Starts to follow both subjects at once. */
    public SnapshotControl(ServiceEnvironment environment, SnapshotTimings timings) {
        this.environment = environment;
        this.lists = new ListBlobs(environment.vertx(), environment.store());
        healthConsumer = environment.vertx().eventBus().consumer(Addresses.ENDPOINT_HEALTH);
        healthConsumer.handler(message -> healthChanged(message.body()));
        policySubscriber = StoredSnapshotSubscriber.open(
                environment, Subject.POLICY, PolicySnapshot.class, this::applyPolicy, timings);
        routeSubscriber = StoredSnapshotSubscriber.open(
                environment, Subject.ROUTES, RouteSnapshot.class, this::applyRoutes, timings);
        recalled = recallHealth();
        canaries = new ReportFollower<>(
                environment,
                new ReportFollower.Source<>(Addresses.CANARY_REPORT, StoreKeys.canaries(), CanaryReport.class),
                CanaryReport.NONE,
                CanaryReport::revision,
                this::canariesChanged);
        unlockFollower = new ReportFollower<>(
                environment,
                new ReportFollower.Source<>(Addresses.POLICY_UNLOCKS, StoreKeys.unlocks(), UnlockReport.class),
                UnlockReport.NONE,
                UnlockReport::revision,
                this::unlocksChanged);
        countryFile = CountryFile.open(environment, this::swapCountries);
    }

    /** What a new exchange decides by; {@code null} until both subjects have arrived. */
    public SnapshotSet current() {
        return current;
    }

    /** Completes when the first set is there, and the store was asked for what is known of health. */
    public Future<Void> first() {
        return recalled.compose(done -> countryFile.first())
                .compose(done -> policySubscriber.first())
                .compose(done -> routeSubscriber.first());
    }

    /** Applied generation by subject. */
    public Map<String, Long> generations() {
        return Map.of(
                Subject.POLICY.token(), policySubscriber.generation(),
                Subject.ROUTES.token(), routeSubscriber.generation());
    }

    /** When the snapshot of a subject that is in use was made; empty before the first. */
    public Optional<Instant> producedAt(Subject subject) {
        return subject == Subject.POLICY ? policyAt : routesAt;
    }

    /** Why a newer snapshot was not applied; empty when all is well. */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (!policySubscriber.problem().isEmpty()) {
            problems.add(policySubscriber.problem());
        }
        if (!routeSubscriber.problem().isEmpty()) {
            problems.add(routeSubscriber.problem());
        }
        if (!countryFile.problem().isEmpty()) {
            problems.add(countryFile.problem());
        }
        return problems;
    }

    private Future<Void> applyPolicy(PolicySnapshot snapshot) {
        return lists.fetch(snapshot)
                .compose(names -> environment.vertx().executeBlocking(() -> compile(snapshot, names), false))
                .map(compiled -> {
                    swapPolicy(compiled, snapshot.generation());
                    policyAt = Optional.of(snapshot.producedAt());
                    lists.keepOnly(snapshot);
                    return null;
                });
    }

    private record CompiledPolicy(PolicyTable table, ExitPlan exits) {}

    /**
     * A policy that would make this edge an open relay is not taken, wherever it comes from. Rules and exits in one: a rule
     * must not name an exit that is not there yet.
     */
    private CompiledPolicy compile(PolicySnapshot snapshot, Map<String, NameSet> names)
            throws TlsFilesException, SSLException {
        List<ListenerConfig> listeners = environment.config().listeners();
        List<Problem> open = OpenRelay.inPolicy(snapshot.document(), listeners);
        if (!open.isEmpty()) {
            throw new IllegalStateException(open.get(0).toString());
        }
        return new CompiledPolicy(
                PolicyTable.compile(ListenerLogins.before(snapshot.document(), listeners), names),
                ExitPlan.read(environment.vertx(), snapshot.document(), environment.folder(), exits()));
    }

    private synchronized ExitPlan exits() {
        return exits;
    }

    private Future<Void> applyRoutes(RouteSnapshot snapshot) {
        return environment
                .vertx()
                .executeBlocking(() -> compile(snapshot), false)
                .map(compiled -> {
                    swapRoutes(compiled);
                    routesAt = Optional.of(snapshot.producedAt());
                    return null;
                });
    }

    private record CompiledRoutes(RouteTable table, Wires wires) {}

    /** Files that cannot be read keep the whole snapshot out: what ran before runs on. */
    private CompiledRoutes compile(RouteSnapshot snapshot) throws TlsFilesException {
        RouteTable table = RouteTable.compile(snapshot);
        return new CompiledRoutes(table, Wires.read(table, environment.folder(), handshake(), wires()));
    }

    private Duration handshake() {
        return environment.config().upstream().connectTimeout();
    }

    private synchronized Wires wires() {
        return wires;
    }

    private synchronized void swapPolicy(CompiledPolicy compiled, long generation) {
        policy = compiled.table().with(unlocks);
        exits = compiled.exits();
        policyGeneration = generation;
        swap();
    }

    private synchronized void swapRoutes(CompiledRoutes compiled) {
        routes = health == null ? compiled.table() : compiled.table().with(health);
        wires = compiled.wires();
        swap();
    }

    private synchronized void swapCountries(Countries loaded) {
        countries = loaded;
        swap();
    }

    /** What was known before this edge started, so that it does not send its first requests to servers that are out. */
    private Future<Void> recallHealth() {
        return environment
                .store()
                .get(StoreKeys.health())
                .onSuccess(stored -> stored.map(bytes -> JsonCodec.parse(bytes, HealthReport.class))
                        .ifPresent(this::healthRecalled))
                .<Void>mapEmpty()
                .otherwiseEmpty();
    }

    private synchronized void healthRecalled(HealthReport report) {
        if (health == null) {
            healthChanged(report);
        }
    }

    /** A report of another generation still tells the state of the endpoints that both have. */
    private synchronized void healthChanged(HealthReport report) {
        if (health != null && report.endpoints().equals(health.endpoints())) {
            return;
        }
        health = report;
        if (routes != null) {
            routes = routes.with(report);
            swap();
        }
    }

    private synchronized void canariesChanged(CanaryReport report) {
        canaryReport = report;
        swap();
    }

    private synchronized void unlocksChanged(UnlockReport report) {
        unlocks = Unlocks.of(
                report.unlocks(), OpenRelay.exposed(environment.config().listeners()), OpenRelay::isForKnown);
        if (policy != null) {
            policy = policy.with(unlocks);
            swap();
        }
    }

    private void swap() {
        if (policy != null && routes != null) {
            CanaryTable trials = CanaryTable.compile(routes, canaryReport);
            current = new SnapshotSet(
                    policy,
                    routes,
                    policyGeneration,
                    routes.generation(),
                    trials,
                    countries,
                    wires,
                    cachePlans(),
                    exits);
        }
    }

    /** Health changes often and says nothing of them. */
    private CachePlans cachePlans() {
        CachePlans known = cachePlans;
        if (known == null || known.generation() != routes.generation()) {
            known = CachePlans.of(environment.config().cache().forward(), routes);
            cachePlans = known;
        }
        return known;
    }

    @Override
    public void close() {
        countryFile.close();
        policySubscriber.close();
        routeSubscriber.close();
        healthConsumer.unregister();
        canaries.close();
        unlockFollower.close();
    }
}
