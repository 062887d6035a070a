package io.sallyport.logs.api;

import io.sallyport.contract.Addresses;
import io.sallyport.contract.cluster.ServiceAnnouncement;
import io.sallyport.contract.log.AccessBatch;
import io.sallyport.contract.settings.LogQueryConfig;
import io.sallyport.contract.settings.LogsConfig;
import io.sallyport.contract.settings.SuiteConfig;
import io.sallyport.kit.service.RunningEnvironment;
import io.sallyport.kit.service.ServiceEnvironment;
import io.sallyport.logs.LogsService;
import io.sallyport.logs.Records;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Collectors in this process, each with a bus and an archive of its own; they know each other by their addresses. */
final class CollectorsHarness implements AutoCloseable {
    private final List<Collector> collectors = new ArrayList<>();
    private final SuiteConfig config;

    /** One of them. */
    static final class Collector {
        private final Vertx vertx = Vertx.vertx();
        private final LogsService service = new LogsService();
        private final RunningEnvironment environment;
        private ServiceAnnouncement announced;
        private boolean closed;

        private Collector(SuiteConfig config) {
            environment = RunningEnvironment.on(vertx, config, Path.of("."));
        }

        int port() {
            String api = announced.api();
            return Integer.parseInt(api.substring(api.lastIndexOf(':') + 1));
        }

        String instance() {
            return announced.instance();
        }

        void send(String edge, Records... records) throws Exception {
            AccessBatch batch = new AccessBatch(
                    edge, List.of(records).stream().map(Records::build).toList(), 0);
            vertx.eventBus().<Long>request(Addresses.ACCESS_LOG, batch).await(20, TimeUnit.SECONDS);
        }

        RawResponse get(String target) {
            try (RawClient client = RawClient.connect(port())) {
                return client.get(target, "Host: 127.0.0.1");
            }
        }

        JsonObject json(String target) {
            return new JsonObject(get(target).bodyText());
        }

        /** Makes it take something else for one more collector. */
        void announce(String instance, int port) {
            ServiceAnnouncement other = new ServiceAnnouncement(
                    announced.service(),
                    instance,
                    "127.0.0.1:" + port,
                    announced.startedAt(),
                    true,
                    announced.generations(),
                    List.of(),
                    announced.figures());
            environment.environment().roster().announce(() -> other);
            Eventually.until(
                    "it is known",
                    () -> environment.environment().roster().ready("log-collector").stream()
                            .anyMatch(found -> found.instance().equals(instance)));
        }

        void close() throws Exception {
            if (!closed) {
                closed = true;
                service.stop().await(20, TimeUnit.SECONDS);
                environment.close().await(20, TimeUnit.SECONDS);
                vertx.close().await(20, TimeUnit.SECONDS);
            }
        }
    }

    CollectorsHarness(int count, LogQueryConfig query) throws Exception {
        LogsConfig logs = new LogsConfig(null, null, null, null, null, query, null);
        this.config = new SuiteConfig(null, null, null, null, null, logs, null, null, null, null);
        for (int i = 0; i < count; i++) {
            collectors.add(start());
        }
        introduce();
    }

    private Collector start() throws Exception {
        Collector collector = new Collector(config);
        ServiceEnvironment environment = collector.environment.environment();
        collector.service.start(environment).await(20, TimeUnit.SECONDS);
        Eventually.until(
                "the service is announced",
                () -> !environment.roster().ready("log-collector").isEmpty());
        collector.announced = environment.roster().ready("log-collector").get(0);
        return collector;
    }

    private void introduce() {
        for (Collector collector : collectors) {
            for (Collector other : collectors) {
                if (other != collector) {
                    collector.environment.environment().roster().announce(() -> other.announced);
                }
            }
            Eventually.until(
                    "the collectors know each other",
                    () -> collector
                                    .environment
                                    .environment()
                                    .roster()
                                    .ready("log-collector")
                                    .size()
                            == collectors.size());
        }
    }

    Collector first() {
        return collectors.get(0);
    }

    Collector second() {
        return collectors.get(1);
    }

    static String where(String filter) {
        return "where=" + URLEncoder.encode(filter, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws Exception {
        for (Collector collector : collectors) {
            collector.close();
        }
    }
}
