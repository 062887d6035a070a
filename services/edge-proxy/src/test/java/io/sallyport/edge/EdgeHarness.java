package io.sallyport.edge;

import io.sallyport.contract.Addresses;
import io.sallyport.contract.HostPort;
import io.sallyport.contract.Subject;
import io.sallyport.contract.log.AccessBatch;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.policy.PoliciesDocument;
import io.sallyport.contract.policy.PolicySnapshot;
import io.sallyport.contract.route.RouteSnapshot;
import io.sallyport.contract.route.RoutesDocument;
import io.sallyport.contract.settings.AdminConfig;
import io.sallyport.contract.settings.LimitsConfig;
import io.sallyport.contract.settings.ListenerConfig;
import io.sallyport.contract.settings.LogsConfig;
import io.sallyport.contract.settings.SuiteConfig;
import io.sallyport.contract.settings.UpstreamConfig;
import io.sallyport.kit.config.Binding;
import io.sallyport.kit.config.DocumentBinder;
import io.sallyport.kit.service.RunningEnvironment;
import io.sallyport.kit.snapshot.SnapshotTimings;
import io.sallyport.kit.snapshot.StoredSnapshotPublisher;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.RawClient;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A whole edge in this process, on the embedded store and system-chosen ports, with the records it ships. */
final class EdgeHarness implements AutoCloseable {
    static final String REVERSE = "web";
    static final String FORWARD = "egress";

    private final Vertx vertx = Vertx.vertx();
    private final EdgeService service = new EdgeService();
    private final RunningEnvironment running;
    private final StoredSnapshotPublisher<PolicySnapshot> policies;
    private final StoredSnapshotPublisher<RouteSnapshot> routes;
    private final List<AccessRecord> records = new CopyOnWriteArrayList<>();
    private int published;

    private EdgeHarness(LimitsConfig limits, UpstreamConfig upstream, Path folder, List<ListenerConfig> listeners) {
        AdminConfig admin = new AdminConfig(new HostPort("127.0.0.1", 0), null, null);
        LogsConfig logs = new LogsConfig(null, null, Duration.ofMillis(5));
        SuiteConfig config = new SuiteConfig(listeners, admin, null, null, null, logs, limits, upstream);
        running = RunningEnvironment.on(vertx, config, folder);
        vertx.eventBus().<AccessBatch>consumer(Addresses.ACCESS_LOG, message -> {
            records.addAll(message.body().records());
            message.reply(message.body()
                    .records()
                    .get(message.body().records().size() - 1)
                    .sequence());
        });
        policies = StoredSnapshotPublisher.open(
                running.environment(), Subject.POLICY, PolicySnapshot.class, SnapshotTimings.defaults());
        routes = StoredSnapshotPublisher.open(
                running.environment(), Subject.ROUTES, RouteSnapshot.class, SnapshotTimings.defaults());
    }

    /** With default limits. */
    static EdgeHarness start(String routesYaml, String policiesYaml) {
        return start(routesYaml, policiesYaml, LimitsConfig.defaults(), UpstreamConfig.defaults());
    }

    static EdgeHarness start(String routesYaml, String policiesYaml, LimitsConfig limits, UpstreamConfig upstream) {
        List<ListenerConfig> listeners =
                List.of(listener(REVERSE, ListenerConfig.Mode.REVERSE), listener(FORWARD, ListenerConfig.Mode.FORWARD));
        return start(new EdgeHarness(limits, upstream, Path.of("."), listeners), routesYaml, policiesYaml);
    }

    private static EdgeHarness start(EdgeHarness harness, String routesYaml, String policiesYaml) {
        harness.routes(routesYaml);
        harness.policies(policiesYaml);
        await(harness.service.start(harness.running.environment()));
        return harness;
    }

    private static ListenerConfig listener(String name, ListenerConfig.Mode mode) {
        return new ListenerConfig(name, mode, new HostPort("127.0.0.1", 0), null, Optional.empty());
    }

    /** Publishes routes and returns their generation. */
    long routes(String yaml) {
        RoutesDocument document = document(DocumentBinder.routes("routes.yaml", yaml));
        published++;
        return await(routes.publish(
                "digest-" + published, (number, at) -> new RouteSnapshot(number, "digest-" + published, at, document)));
    }

    /** Publishes policies without lists and returns their generation. */
    long policies(String yaml) {
        PoliciesDocument document = document(DocumentBinder.policies("policies.yaml", yaml));
        published++;
        return await(policies.publish(
                "digest-" + published,
                (number, at) -> new PolicySnapshot(number, "digest-" + published, at, document, List.of())));
    }

    private static <T> T document(Binding<T> binding) {
        if (binding instanceof Binding.Bound<T> bound) {
            return bound.document();
        }
        throw new AssertionError(binding);
    }

    RawClient reverse() {
        return RawClient.connect(service.ports().get(REVERSE));
    }

    RawClient forward() {
        return RawClient.connect(service.ports().get(FORWARD));
    }

    int port(String listener) {
        return service.ports().get(listener);
    }

    EdgeService service() {
        return service;
    }

    /** Waits until so many records have been shipped and returns the last of them. */
    AccessRecord awaitRecord(int count) {
        Eventually.until(count + " records", () -> records.size() >= count);
        return records.get(count - 1);
    }

    List<AccessRecord> records() {
        return records;
    }

    private static <T> T await(io.vertx.core.Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        await(service.stop());
        policies.close();
        routes.close();
        await(running.close());
        await(vertx.close());
    }
}
