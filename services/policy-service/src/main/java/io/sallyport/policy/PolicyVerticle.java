package io.sallyport.policy;

import io.sallyport.contract.Subject;
import io.sallyport.contract.cluster.ServiceAnnouncement;
import io.sallyport.contract.policy.PolicySnapshot;
import io.sallyport.kit.api.ApiServer;
import io.sallyport.kit.api.Metrics;
import io.sallyport.kit.api.Readiness;
import io.sallyport.kit.config.DocumentBinder;
import io.sallyport.kit.config.DocumentWatch;
import io.sallyport.kit.inquiry.EntriesInquiry;
import io.sallyport.kit.service.Roster;
import io.sallyport.kit.service.ServiceEnvironment;
import io.sallyport.policy.api.DocumentCalls;
import io.sallyport.policy.api.EditCalls;
import io.sallyport.policy.api.ExplainCalls;
import io.sallyport.policy.api.ListApi;
import io.sallyport.policy.api.ListedLine;
import io.sallyport.policy.api.PastPolicies;
import io.sallyport.policy.api.ReadingNow;
import io.sallyport.policy.api.ReplayCalls;
import io.sallyport.policy.api.ReportCalls;
import io.sallyport.policy.api.RevisionCalls;
import io.sallyport.policy.backup.BackupCalls;
import io.sallyport.policy.compile.Compilation;
import io.sallyport.policy.compile.ListProgress;
import io.sallyport.policy.compile.PolicyCompiler;
import io.sallyport.policy.credential.CredentialDesk;
import io.sallyport.policy.engine.entry.ListenerLogins;
import io.sallyport.policy.engine.entry.OpenRelay;
import io.sallyport.policy.lookup.LineDesk;
import io.sallyport.policy.publish.Editions;
import io.sallyport.policy.publish.PolicyEdits;
import io.sallyport.policy.publish.PolicyRollout;
import io.sallyport.policy.publish.RunningPolicy;
import io.sallyport.policy.publish.Watched;
import io.sallyport.policy.records.RecordSource;
import io.sallyport.policy.source.FileStamp;
import io.sallyport.policy.source.FileWatch;
import io.sallyport.policy.subscription.Subscriptions;
import io.sallyport.policy.transparency.RuleDates;
import io.sallyport.policy.transparency.TransparencyCalls;
import io.sallyport.policy.unlock.UnlockCalls;
import io.sallyport.policy.unlock.UnlockLedger;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.ext.web.Router;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Wires the service: watches -> rollout -> API, and the announcement. Owns all of them. */
final class PolicyVerticle extends VerticleBase {
    private final ServiceEnvironment environment;
    private final Map<String, String> variables;
    private final PolicyTimings timings;
    private final ReadingNow reading;
    private final Metrics metrics = new Metrics();
    private FileWatch listWatch;
    private CredentialDesk desk;
    private LineDesk lines;
    private PolicyCompiler compiler;
    private UnlockLedger unlocks;
    private RuleDates ruleDates;
    private volatile Subscriptions subscriptions;
    /** Read by the roster's and the metrics' suppliers as well, on threads of their own. */
    private volatile PolicyRollout rollout;

    private volatile Editions editions;
    private DocumentWatch documentWatch;
    private ReplayCalls replays;
    private ApiServer server;
    private Roster.Registration registration;

    PolicyVerticle(
            ServiceEnvironment environment,
            Map<String, String> variables,
            PolicyTimings timings,
            ListProgress progress) {
        this.environment = environment;
        this.variables = variables;
        this.timings = timings;
        this.reading = new ReadingNow(progress);
    }

    @Override
    public Future<?> start() {
        listWatch = FileWatch.open(vertx, timings.scan(), () -> editions.listsChanged());
        desk = CredentialDesk.open(environment, metrics);
        lines = new LineDesk(vertx);
        unlocks = UnlockLedger.open(
                vertx,
                environment.store(),
                environment.clock(),
                OpenRelay.exposed(environment.config().listeners()));
        return Subscriptions.open(environment, timings.snapshots(), metrics, this::listFetched)
                .compose(this::compileFirst)
                .compose(this::publish)
                .compose(begun -> watchDocument())
                .compose(watching -> openApi())
                .onSuccess(opened -> registration = environment.roster().announce(announcement()))
                .recover(failure -> stop().transform(stopped -> Future.failedFuture(failure)));
    }

    private Future<PolicyRollout.First> compileFirst(Subscriptions opened) {
        subscriptions = opened;
        compiler = compiler();
        return vertx.executeBlocking(() -> PolicyRollout.first(compiler), false);
    }

    private void listFetched() {
        if (editions != null) {
            editions.listsChanged();
        }
    }

    private Future<Void> publish(PolicyRollout.First first) {
        rollout = PolicyRollout.open(
                environment, timings.snapshots(), first.ready().policy());
        editions = Editions.of(environment, compiler, rollout, watched(), metrics, first);
        return editions.begin();
    }

    private Watched watched() {
        return new Watched() {
            @Override
            public void files(Map<Path, FileStamp> stamps) {
                listWatch.expect(stamps);
            }

            @Override
            public void inForce(Compilation.Ready ready) {
                desk.take(ready.credentials());
                subscriptions.keepOnly(ready.policy().document().lists());
            }
        };
    }

    private PolicyCompiler compiler() {
        return new PolicyCompiler(
                environment.folder().resolve(DocumentBinder.POLICIES),
                variables,
                environment.config().listeners(),
                subscriptions,
                reading);
    }

    private Future<Void> watchDocument() {
        return DocumentWatch.open(
                        vertx,
                        environment.folder(),
                        List.of(DocumentBinder.POLICIES),
                        timings.scan(),
                        (file, text) -> editions.textChanged(text))
                .onSuccess(watch -> documentWatch = watch)
                .mapEmpty();
    }

    private Future<Void> openApi() {
        PolicyEdits edits = new PolicyEdits(
                vertx,
                environment.clock(),
                compiler,
                editions,
                rollout,
                ListenerLogins.of(environment.config().listeners()));
        ExplainCalls explain = new ExplainCalls(
                rollout,
                new PastPolicies(vertx, editions, edits, environment.config().listeners()),
                environment.config().listeners(),
                new EntriesInquiry(environment.vertx(), environment.roster()),
                environment.clock(),
                unlocks::compiled,
                new ListedLine(rollout, lines));
        DocumentCalls documents = new DocumentCalls(rollout, editions, edits, environment.clock());
        RecordSource records = new RecordSource(vertx, environment.roster());
        EditCalls orders =
                new EditCalls(edits, environment.store().state().kind().equals("memory"));
        RevisionCalls revisions = new RevisionCalls(vertx, editions, edits);
        replays = new ReplayCalls(
                vertx,
                environment.clock(),
                new ReplayCalls.Parts(rollout, editions, edits, records),
                environment.config().listeners());
        ReportCalls reports = new ReportCalls(vertx, environment.clock(), rollout, records);
        UnlockCalls lifting = new UnlockCalls(rollout, unlocks, environment.clock());
        ruleDates = RuleDates.follow(vertx, environment.store(), this::snapshot);
        TransparencyCalls transparency =
                new TransparencyCalls(vertx, environment.clock(), this::snapshot, records, ruleDates);
        BackupCalls backups = new BackupCalls(environment, edits, unlocks, ruleDates);
        ListApi lists = new ListApi(rollout, subscriptions, lines, reading);
        metrics.gauge("sallyport_policy_generation", "Generation of the policy snapshot in use.", this::generation);
        metrics.gauge(
                "sallyport_policy_unlocks",
                "Blocks that are lifted for a while.",
                () -> unlocks.inForce().size());
        metrics.gauge("sallyport_policy_names", "Names on all lists in use.", this::names);
        return ApiServer.open(
                        environment,
                        PolicyService.NAME,
                        mount(List.of(
                                documents::mount,
                                explain::mount,
                                orders::mount,
                                revisions::mount,
                                reports::mount,
                                replays::mount,
                                lifting::mount,
                                transparency::mount,
                                backups::mount,
                                lists::mount)),
                        this::readiness,
                        metrics)
                .onSuccess(opened -> server = opened)
                .mapEmpty();
    }

    private static Consumer<Router> mount(List<Consumer<Router>> calls) {
        return router -> calls.forEach(each -> each.accept(router));
    }

    private Readiness readiness() {
        return rollout.running().isPresent() ? Readiness.READY : Readiness.notReady("no policy has been published yet");
    }

    private Supplier<ServiceAnnouncement> announcement() {
        String instance = UUID.randomUUID().toString();
        Instant startedAt = environment.clock().instant();
        String address = server.address().toString();
        return () -> new ServiceAnnouncement(
                PolicyService.NAME,
                instance,
                address,
                startedAt,
                rollout.running().isPresent(),
                Map.of(Subject.POLICY.token(), generation()),
                problems(),
                Map.of("rules", rules(), "names", names()));
    }

    private List<String> problems() {
        List<String> problems = new ArrayList<>(rollout.problems());
        problems.addAll(subscriptions.problems());
        if (!editions.refusal().isEmpty()) {
            problems.add(0, editions.refusal());
        }
        return problems;
    }

    private Optional<PolicySnapshot> snapshot() {
        return rollout.running().map(RunningPolicy::snapshot);
    }

    private long generation() {
        return snapshot().map(PolicySnapshot::generation).orElse(0L);
    }

    private long rules() {
        return rollout.running()
                .map(running -> (long) running.snapshot().document().rules().size())
                .orElse(0L);
    }

    private long names() {
        return rollout.running()
                .map(RunningPolicy::snapshot)
                .map(snapshot -> snapshot.lists().stream()
                        .mapToLong(PolicySnapshot.CompiledList::names)
                        .sum())
                .orElse(0L);
    }

    @Override
    public Future<?> stop() {
        if (registration != null) {
            registration.close();
        }
        if (ruleDates != null) {
            ruleDates.close();
        }
        listWatch.close();
        Future<Void> unwatched = documentWatch == null ? Future.succeededFuture() : documentWatch.close();
        Future<Void> closed = server == null ? Future.succeededFuture() : server.close();
        Future<Void> replayed = replays == null ? Future.succeededFuture() : replays.close();
        Future<Void> unfetched = subscriptions == null ? Future.succeededFuture() : subscriptions.close();
        return Future.join(unwatched, closed, replayed, desk.close(), unlocks.close(), unfetched, lines.close())
                .onComplete(done -> {
                    if (editions != null) {
                        editions.close();
                    }
                    if (rollout != null) {
                        rollout.close();
                    }
                });
    }
}
