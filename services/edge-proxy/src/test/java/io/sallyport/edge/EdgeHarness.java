package io.sallyport.edge;

import io.sallyport.contract.Addresses;
import io.sallyport.contract.HostPort;
import io.sallyport.contract.StoreKeys;
import io.sallyport.contract.Subject;
import io.sallyport.contract.access.CredentialAnswer;
import io.sallyport.contract.access.CredentialCheck;
import io.sallyport.contract.cache.EntriesAnswer;
import io.sallyport.contract.cache.EntriesQuestion;
import io.sallyport.contract.canary.CanaryReport;
import io.sallyport.contract.canary.CanaryState;
import io.sallyport.contract.canary.CanaryState.Phase;
import io.sallyport.contract.cluster.ServiceAnnouncement;
import io.sallyport.contract.health.EndpointReport;
import io.sallyport.contract.health.EndpointUse;
import io.sallyport.contract.health.HealthReport;
import io.sallyport.contract.log.AccessBatch;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.policy.ListDocument.Format;
import io.sallyport.contract.policy.PoliciesDocument;
import io.sallyport.contract.policy.PolicySnapshot;
import io.sallyport.contract.policy.PolicySnapshot.CompiledList;
import io.sallyport.contract.policy.Unlock;
import io.sallyport.contract.policy.UnlockReport;
import io.sallyport.contract.route.RouteSnapshot;
import io.sallyport.contract.route.RoutesDocument;
import io.sallyport.contract.settings.AdminConfig;
import io.sallyport.contract.settings.AnonymityConfig;
import io.sallyport.contract.settings.CacheConfig;
import io.sallyport.contract.settings.GeoConfig;
import io.sallyport.contract.settings.LimitsConfig;
import io.sallyport.contract.settings.ListenerConfig;
import io.sallyport.contract.settings.LogsConfig;
import io.sallyport.contract.settings.OverloadConfig;
import io.sallyport.contract.settings.ResolverConfig;
import io.sallyport.contract.settings.RestartConfig;
import io.sallyport.contract.settings.StoreConfig;
import io.sallyport.contract.settings.SuiteConfig;
import io.sallyport.contract.settings.TracingConfig;
import io.sallyport.contract.settings.TunnelsConfig;
import io.sallyport.contract.settings.UpstreamConfig;
import io.sallyport.edge.shared.FakeCacheService;
import io.sallyport.kit.bus.JsonCodec;
import io.sallyport.kit.config.Binding;
import io.sallyport.kit.config.DocumentBinder;
import io.sallyport.kit.inquiry.EntriesInquiry;
import io.sallyport.kit.netty.listening.ListeningTransport;
import io.sallyport.kit.service.Roster;
import io.sallyport.kit.service.RunningEnvironment;
import io.sallyport.kit.service.ServiceEnvironment;
import io.sallyport.kit.snapshot.SnapshotTimings;
import io.sallyport.kit.snapshot.StoredSnapshotPublisher;
import io.sallyport.kit.store.Blobs;
import io.sallyport.policy.engine.list.NameListParser;
import io.sallyport.policy.engine.list.NameSet;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.RawClient;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A whole edge in this process, on the embedded store and system-chosen ports, with the records it ships. */
final class EdgeHarness implements AutoCloseable {
    static final String REVERSE = "web";
    static final String REVERSE_TLS = "web-tls";
    static final String FORWARD = "egress";

    private final Vertx vertx;
    private final EdgeService service = new EdgeService();
    private final RunningEnvironment running;
    private final StoredSnapshotPublisher<PolicySnapshot> policies;
    private final StoredSnapshotPublisher<RouteSnapshot> routes;
    private final List<AccessRecord> records = new CopyOnWriteArrayList<>();
    private volatile EndpointReport endpoints;
    private int published;
    private long policyGeneration;
    private long routeGeneration;
    private volatile Future<Void> stopped;
    private EdgeService second;
    private Roster.Registration announced;

    /** Where state and answers are kept, and where the file is that says where addresses are. */
    record Stores(StoreConfig store, CacheConfig cache, GeoConfig geo) {}

    /**
     * What else a suite may say; {@code null} for the usual.
     *
     * @param name how the edge calls itself
     * @param nativeTransport whether it runs on the transport that the suite runs on
     */
    record Extras(
            String name,
            TunnelsConfig tunnels,
            AnonymityConfig anonymity,
            ResolverConfig resolver,
            TracingConfig tracing,
            RestartConfig restart,
            OverloadConfig overload,
            boolean nativeTransport) {}

    EdgeHarness(
            LimitsConfig limits,
            UpstreamConfig upstream,
            Path folder,
            List<ListenerConfig> listeners,
            Stores stores,
            Extras extras,
            Clock clock) {
        VertxBuilder builder = Vertx.builder().with(new VertxOptions());
        vertx = ListeningTransport.in(builder, extras.nativeTransport()).build();
        AdminConfig admin = new AdminConfig(new HostPort("127.0.0.1", 0), null, null);
        LogsConfig logs = LogsConfig.shipping(null, Duration.ofMillis(5));
        SuiteConfig config = new SuiteConfig(
                listeners,
                admin,
                stores.store(),
                null,
                stores.cache(),
                logs,
                limits,
                upstream,
                stores.geo(),
                extras.name(),
                extras.tunnels(),
                extras.anonymity(),
                extras.resolver(),
                extras.tracing(),
                extras.restart(),
                extras.overload());
        running = RunningEnvironment.on(vertx, config, folder, clock);
        vertx.eventBus().<AccessBatch>consumer(Addresses.ACCESS_LOG, message -> {
            for (AccessRecord access : message.body().records()) {
                // Calls that a test makes at the admin address are not the traffic that it is about.
                if (access.kind() != AccessRecord.Kind.ADMIN) {
                    records.add(access);
                }
            }
            message.reply(message.body()
                    .records()
                    .get(message.body().records().size() - 1)
                    .sequence());
        });
        vertx.eventBus().<EndpointReport>consumer(Addresses.ENDPOINT_REPORT, message -> endpoints = message.body());
        policies = StoredSnapshotPublisher.open(
                running.environment(), Subject.POLICY, PolicySnapshot.class, SnapshotTimings.defaults());
        routes = StoredSnapshotPublisher.open(
                running.environment(), Subject.ROUTES, RouteSnapshot.class, SnapshotTimings.defaults());
    }

    /** With default limits. */
    static EdgeHarness start(String routesYaml, String policiesYaml) {
        return EdgeSetup.edge().routes(routesYaml).policies(policiesYaml).start();
    }

    /** Starts the edge on what has been published. */
    EdgeHarness open() {
        service.whenReplaced(this::stop);
        await(service.start(running.environment()));
        return this;
    }

    /** Publishes routes. */
    void routes(String yaml) {
        RoutesDocument document = document(DocumentBinder.routes("routes.yaml", yaml));
        published++;
        routeGeneration = await(routes.publish(
                "digest-" + published, (number, at) -> new RouteSnapshot(number, "digest-" + published, at, document)));
    }

    /** Tells the edge how much of a route a canary gets, and waits until it draws by that. */
    void canary(String route, String version, int weight) {
        published++;
        Instant now = Instant.EPOCH;
        CanaryState state = new CanaryState(
                route,
                version,
                "",
                Phase.RUNNING,
                0,
                weight,
                now,
                now,
                Duration.ZERO,
                now,
                0,
                0,
                "",
                published,
                List.of());
        vertx.eventBus().publish(Addresses.CANARY_REPORT, new CanaryReport(published, List.of(state)));
        int revision = published;
        Eventually.until("canary report " + revision, () -> service.canaryRevision() == revision);
    }

    /** Publishes policies without lists. */
    void policies(String yaml) {
        policies(yaml, Map.of());
    }

    /** Publishes policies with the content of their lists, written as hosts files. */
    void policies(String yaml, Map<String, String> hostsByList) {
        PoliciesDocument document = document(DocumentBinder.policies("policies.yaml", yaml));
        List<CompiledList> lists = hostsByList.entrySet().stream()
                .map(list -> stored(list.getKey(), list.getValue()))
                .toList();
        published++;
        policyGeneration = await(policies.publish(
                "digest-" + published,
                (number, at) -> new PolicySnapshot(number, "digest-" + published, at, document, lists)));
    }

    private CompiledList stored(String name, String hosts) {
        try {
            NameSet names =
                    NameListParser.parse(new StringReader(hosts), Format.HOSTS).names();
            byte[] stored = names.stored().readAllBytes();
            String digest = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(stored));
            await(new Blobs(running.environment().store()).put(digest, Buffer.buffer(stored)));
            return new CompiledList(name, digest, names.size(), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T document(Binding<T> binding) {
        if (binding instanceof Binding.Bound<T> bound) {
            return bound.document();
        }
        throw new AssertionError(binding);
    }

    /** Tells what probes have found, as router-service does. */
    void health(HealthReport report) {
        vertx.eventBus().publish(Addresses.ENDPOINT_HEALTH, report);
    }

    /** Leaves word in the store, as router-service does. */
    void remember(HealthReport report) {
        await(running.environment().store().put(StoreKeys.health(), JsonCodec.bytes(report)));
    }

    /** Tells of unlocks, as policy-service does. */
    void unlock(Unlock... unlocks) {
        published++;
        vertx.eventBus().publish(Addresses.POLICY_UNLOCKS, new UnlockReport(published, List.of(unlocks)));
    }

    /** What the edge tells of a URL in its cache, once the edge is known to be there. */
    EntriesAnswer entries(String url, String... fields) {
        EntriesInquiry inquiry = new EntriesInquiry(vertx, running.environment().roster());
        Eventually.until(
                "the edge is ready",
                () -> !running.environment().roster().ready("edge-proxy").isEmpty());
        return await(inquiry.ask(new EntriesQuestion(url, List.of(fields), true)))
                .edges()
                .get(0);
    }

    /** Stands in for policy-service where credentials are judged; {@code null} for no answer at all. */
    void judgeCredentials(Function<CredentialCheck, CredentialAnswer> judge) {
        vertx.eventBus().<CredentialCheck>consumer(Addresses.CREDENTIAL_CHECK, message -> {
            CredentialAnswer answer = judge.apply(message.body());
            if (answer != null) {
                message.reply(answer);
            }
        });
    }

    /** What services of the same suite would work with. */
    ServiceEnvironment environment() {
        return running.environment();
    }

    RawClient reverse() {
        return RawClient.connect(service.ports().get(REVERSE));
    }

    RawClient forward() {
        return RawClient.connect(service.ports().get(FORWARD));
    }

    RawClient reverseTls(String... alpn) {
        return RawClient.connectTls(service.ports().get(REVERSE_TLS), "shop.test", alpn);
    }

    int port(String listener) {
        return service.ports().get(listener);
    }

    EdgeService service() {
        return service;
    }

    List<String> problems() {
        return service.problems();
    }

    /** Stands in for an instance of cache-service, once the edge knows of it; the store must be one that is shared. */
    FakeCacheService sharedTier(String instance) throws Exception {
        FakeCacheService tier = new FakeCacheService(vertx, instance);
        announced = running.environment()
                .roster()
                .announce(() -> new ServiceAnnouncement(
                        "cache-service", instance, "", Instant.EPOCH, true, Map.of(), List.of(), Map.of()));
        Eventually.until(
                "an instance of cache-service",
                () -> !running.environment().roster().ready("cache-service").isEmpty());
        return tier;
    }

    /** One more edge on the same configuration, store and bus. */
    EdgeService second() {
        second = new EdgeService();
        await(second.start(running.environment()));
        return second;
    }

    /** Waits until the policies published last decide. */
    void awaitPolicies() {
        awaitGeneration(Subject.POLICY, policyGeneration);
    }

    /** Waits until the routes published last decide. */
    void awaitRoutes() {
        awaitGeneration(Subject.ROUTES, routeGeneration);
    }

    private void awaitGeneration(Subject subject, long generation) {
        Eventually.until(subject + " " + generation, () -> service.generation(subject) >= generation);
    }

    /** Waits until so many records have been shipped and returns the last of them. */
    AccessRecord awaitRecord(int count) {
        Eventually.until(count + " records", () -> records.size() >= count);
        return records.get(count - 1);
    }

    /** What the edge has last told of an endpoint in its traffic; fresh within 200 ms after a change of passive health. */
    EndpointUse endpoint(String url) {
        EndpointReport report = endpoints;
        return report == null
                ? null
                : report.endpoints().stream()
                        .filter(use -> use.endpoint().equals(url))
                        .findFirst()
                        .orElse(null);
    }

    List<AccessRecord> records() {
        return records;
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Asks the edge to stop; {@link #close} does so too unless this has. */
    synchronized Future<Void> stop() {
        if (stopped == null) {
            stopped = service.stop();
        }
        return stopped;
    }

    /** Waits until another edge has taken its place and it has drained. */
    void awaitReplaced() {
        Eventually.until("another edge serves", () -> stopped != null);
        await(stopped);
    }

    @Override
    public void close() {
        await(stop());
        if (second != null) {
            await(second.stop());
        }
        if (announced != null) {
            announced.close();
        }
        policies.close();
        routes.close();
        await(running.close());
        await(vertx.close());
    }
}
