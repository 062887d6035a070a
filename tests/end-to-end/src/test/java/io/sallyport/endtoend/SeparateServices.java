package io.sallyport.endtoend;

import io.sallyport.cache.CacheMain;
import io.sallyport.edge.EdgeMain;
import io.sallyport.logs.LogsMain;
import io.sallyport.policy.PolicyMain;
import io.sallyport.router.RouterMain;
import io.sallyport.testkit.FreePort;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.process.JavaProcess;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The five services, each in a JVM of its own, on one bus of this test's own on loopback. */
final class SeparateServices implements AutoCloseable {
    /** Five JVMs start on two slow cores that others use as well. */
    private static final Duration START = Duration.ofSeconds(90);

    /** One of the five. */
    enum Part {
        POLICY("policy-service", PolicyMain.class),
        ROUTER("router-service", RouterMain.class),
        CACHE("cache-service", CacheMain.class),
        LOGS("log-collector", LogsMain.class),
        EDGE("edge-proxy", EdgeMain.class);

        private final String service;
        private final Class<?> main;
        private final int busPort = FreePort.pick();

        Part(String service, Class<?> main) {
            this.service = service;
            this.main = main;
        }
    }

    private final ConfigFolder folder;
    private final int web = FreePort.pick();
    private final int admin = FreePort.pick();
    private final Map<Part, JavaProcess> processes = new EnumMap<>(Part.class);

    private SeparateServices(ConfigFolder folder) {
        this.folder = folder;
    }

    /** @param folder with routes and policies; gets the settings of the suite from here */
    static SeparateServices start(ConfigFolder folder, String store) {
        SeparateServices services = new SeparateServices(folder);
        folder.with("sallyport.yaml", services.settings(store));
        try {
            Stream.of(Part.values()).forEach(services::launch);
            Stream.of(Part.values()).forEach(services::awaitReady);
            return services;
        } catch (AssertionError e) {
            services.close();
            throw new AssertionError(e.getMessage() + "\n" + String.join("\n", services.log()), e);
        }
    }

    private String settings(String store) {
        String members = Stream.of(Part.values())
                .map(part -> "\"127.0.0.1:" + part.busPort + "\"")
                .collect(Collectors.joining(", "));
        return """
                listeners: [{name: web, mode: reverse, bind: "127.0.0.1:%d"}]
                admin: {bind: "127.0.0.1:%d"}
                store: {url: "%s"}
                bus: {clustered: true, name: "test-%s", host: 127.0.0.1, members: [%s]}
                logs: {flush: 20ms}
                limits: {eventLoops: 1, drain: 5s}
                """.formatted(web, admin, store, UUID.randomUUID(), members);
    }

    private void launch(Part part) {
        processes.put(
                part,
                JavaProcess.of(part.main)
                        .jvm("-Xmx128m")
                        .env(Map.of("SALLYPORT_BUS_PORT", Integer.toString(part.busPort)))
                        .args("--config", folder.path().toString())
                        .start());
    }

    private void awaitReady(Part part) {
        processes.get(part).output().await(START, line -> line.contains(part.service + " is ready"));
    }

    /** Ends it without warning. */
    void kill(Part part) {
        processes.get(part).kill();
    }

    /** Starts it again after a {@link #kill}; returns when it says that it is ready. */
    void restart(Part part) {
        launch(part);
        awaitReady(part);
    }

    RawClient client() {
        return RawClient.connect(web);
    }

    AdminApi admin() {
        return new AdminApi(admin);
    }

    private List<String> log() {
        return processes.entrySet().stream()
                .flatMap(entry -> entry.getValue().output().all().stream().map(line -> entry.getKey() + " " + line))
                .toList();
    }

    @Override
    public void close() {
        processes.values().forEach(JavaProcess::close);
    }
}
