package io.sallyport.router;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Addresses;
import io.sallyport.contract.cluster.ServiceAnnouncement;
import io.sallyport.contract.health.EndpointHealth;
import io.sallyport.contract.health.HealthReport;
import io.sallyport.contract.settings.StoreConfig;
import io.sallyport.contract.settings.SuiteConfig;
import io.sallyport.kit.service.RunningEnvironment;
import io.sallyport.kit.service.ServiceEnvironment;
import io.sallyport.kit.snapshot.SnapshotTimings;
import io.sallyport.testkit.Eventually;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A configuration folder, an environment on the embedded store, and everything that is heard on the bus. */
final class RouterHarness implements AutoCloseable {
    private static final SnapshotTimings QUICK = new SnapshotTimings(
            Duration.ofSeconds(2), Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(50));

    private final Vertx vertx = Vertx.vertx();
    private final Path folder;
    private final RunningEnvironment running;
    private final List<HealthReport> reports = new CopyOnWriteArrayList<>();
    private final List<RouterService> services = new ArrayList<>();
    private final BreakableStore store;

    RouterHarness(Path folder) {
        this(folder, "memory");
    }

    /** @param store where shared state is kept, such as {@code redis://127.0.0.1:6379} */
    RouterHarness(Path folder, String store) {
        this.folder = folder;
        StoreConfig kept = new StoreConfig(store, null);
        SuiteConfig config = new SuiteConfig(null, null, kept, null, null, null, null, null, null, null);
        this.running = RunningEnvironment.on(vertx, config, folder);
        this.store = new BreakableStore(running.environment().store());
        vertx.eventBus().<HealthReport>consumer(Addresses.ENDPOINT_HEALTH, message -> reports.add(message.body()));
    }

    ServiceEnvironment environment() {
        ServiceEnvironment base = running.environment();
        return new ServiceEnvironment(
                base.vertx(), base.config(), base.folder(), store.asStore(), base.roster(), base.clock());
    }

    BreakableStore store() {
        return store;
    }

    /** Replaces {@code routes.yaml} as editors do, by renaming. */
    void write(String text) throws IOException {
        Path draft = Files.writeString(folder.resolve("draft"), text);
        Files.move(draft, folder.resolve("routes.yaml"), StandardCopyOption.REPLACE_EXISTING);
    }

    RouterService start() throws Exception {
        RouterService service = new RouterService(QUICK, Duration.ofMillis(50));
        service.start(environment()).await(10, TimeUnit.SECONDS);
        services.add(service);
        return service;
    }

    /** Waits for a report in which the endpoint is as described, and gives what it says of it. */
    EndpointHealth await(String description, String url, Predicate<EndpointHealth> condition) {
        Eventually.until(description, () -> reports.stream().anyMatch(report -> holds(report, url, condition)));
        return reports.stream()
                .filter(report -> holds(report, url, condition))
                .findFirst()
                .map(report -> find(report, url))
                .orElseThrow();
    }

    private static boolean holds(HealthReport report, String url, Predicate<EndpointHealth> condition) {
        return report.endpoints().stream().anyMatch(health -> health.endpoint().equals(url) && condition.test(health));
    }

    static EndpointHealth find(HealthReport report, String url) {
        return report.endpoints().stream()
                .filter(health -> health.endpoint().equals(url))
                .findFirst()
                .orElseThrow();
    }

    List<HealthReport> reports() {
        return List.copyOf(reports);
    }

    void forgetReports() {
        reports.clear();
    }

    /** The announcement of the one instance. */
    ServiceAnnouncement announcement() {
        Eventually.until("an instance is ready", () -> !ready().isEmpty());
        return ready().get(0);
    }

    List<ServiceAnnouncement> ready() {
        return environment().roster().ready(RouterService.NAME);
    }

    JsonObject get(String path) {
        try {
            URI uri = URI.create("http://" + announcement().api() + path);
            HttpResponse<String> response = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(path + ": " + response.body()).isEqualTo(200);
            return new JsonObject(response.body());
        } catch (IOException e) {
            throw new AssertionError(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(path, e);
        }
    }

    @Override
    public void close() throws Exception {
        for (RouterService service : services) {
            service.stop().await(10, TimeUnit.SECONDS);
        }
        running.close().await(10, TimeUnit.SECONDS);
        vertx.close().await(10, TimeUnit.SECONDS);
    }
}
