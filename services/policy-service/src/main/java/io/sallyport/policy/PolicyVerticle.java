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
import io.sallyport.policy.api.PolicyApi;
import io.sallyport.policy.api.ReportCalls;
import io.sallyport.policy.compile.Compilation;
import io.sallyport.policy.compile.PolicyCompiler;
import io.sallyport.policy.credential.CredentialDesk;
import io.sallyport.policy.publish.PolicyRollout;
import io.sallyport.policy.publish.RunningPolicy;
import io.sallyport.policy.records.RecordSource;
import io.sallyport.policy.source.FileWatch;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.ext.web.Router;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Wires the service: watches -> rollout -> API, and the announcement. Owns all of them. */
final class PolicyVerticle extends VerticleBase {
    private final ServiceEnvironment environment;
    private final Map<String, String> variables;
    private final PolicyTimings timings;
    private final Metrics metrics = new Metrics();
    private FileWatch listWatch;
    private CredentialDesk desk;
    /** Read by the roster's and the metrics' suppliers as well, on threads of their own. */
    private volatile PolicyRollout rollout;

    private DocumentWatch documentWatch;
    private ApiServer server;
    private Roster.Registration registration;

    PolicyVerticle(ServiceEnvironment environment, Map<String, String> variables, PolicyTimings timings) {
        this.environment = environment;
        this.variables = variables;
        this.timings = timings;
    }

    @Override
    public Future<?> start() {
        listWatch = FileWatch.open(vertx, timings.scan(), () -> rollout.listsChanged());
        desk = CredentialDesk.open(environment, metrics);
        return PolicyRollout.start(environment, timings.snapshots(), compiler(), this::compiled, metrics)
                .compose(this::watchDocument)
                .compose(watching -> openApi())
                .onSuccess(opened -> registration = environment.roster().announce(announcement()))
                .recover(failure -> stop().transform(stopped -> Future.failedFuture(failure)));
    }

    private void compiled(Compilation compilation) {
        listWatch.expect(compilation.files());
        if (compilation instanceof Compilation.Ready ready) {
            desk.take(ready.credentials());
        }
    }

    private PolicyCompiler compiler() {
        return new PolicyCompiler(
                environment.folder().resolve(DocumentBinder.POLICIES),
                variables,
                environment.config().listeners());
    }

    private Future<Void> watchDocument(PolicyRollout started) {
        rollout = started;
        return DocumentWatch.open(
                        vertx,
                        environment.folder(),
                        List.of(DocumentBinder.POLICIES),
                        timings.scan(),
                        (file, text) -> rollout.textChanged(text))
                .onSuccess(watch -> documentWatch = watch)
                .mapEmpty();
    }

    private Future<Void> openApi() {
        PolicyApi api = new PolicyApi(
                rollout,
                environment.config().listeners(),
                new EntriesInquiry(environment.vertx(), environment.roster()),
                environment.clock());
        RecordSource records = new RecordSource(vertx, environment.roster());
        ReportCalls reports = new ReportCalls(vertx, environment.clock(), rollout, records);
        metrics.gauge("sallyport_policy_generation", "Generation of the policy snapshot in use.", this::generation);
        metrics.gauge("sallyport_policy_names", "Names on all lists in use.", this::names);
        return ApiServer.open(environment, PolicyService.NAME, mount(api, reports), this::readiness, metrics)
                .onSuccess(opened -> server = opened)
                .mapEmpty();
    }

    private static Consumer<Router> mount(PolicyApi api, ReportCalls reports) {
        return router -> {
            api.mount(router);
            reports.mount(router);
        };
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
                rollout.problems(),
                Map.of("rules", rules(), "names", names()));
    }

    private long generation() {
        return rollout.running()
                .map(RunningPolicy::snapshot)
                .map(PolicySnapshot::generation)
                .orElse(0L);
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
        listWatch.close();
        Future<Void> unwatched = documentWatch == null ? Future.succeededFuture() : documentWatch.close();
        Future<Void> closed = server == null ? Future.succeededFuture() : server.close();
        return Future.join(unwatched, closed, desk.close()).onComplete(done -> {
            if (rollout != null) {
                rollout.close();
            }
        });
    }
}
