package io.sallyport.endtoend;

import io.sallyport.cache.CacheMain;
import io.sallyport.edge.EdgeMain;
import io.sallyport.logs.LogsMain;
import io.sallyport.policy.PolicyMain;
import io.sallyport.router.RouterMain;
import io.sallyport.testkit.FreePort;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.process.JavaProcess;
import java.nio.file.Path;
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
    private final int secondWeb = FreePort.pick();
    private final int secondBus = FreePort.pick();
    private final UUID bus = UUID.randomUUID();
    private final String store;
    private JavaProcess second;
    private final Map<Part, JavaProcess> processes = new EnumMap<>(Part.class);

    private SeparateServices(ConfigFolder folder, String store) {
        this.folder = folder;
        this.store = store;
    }

    /** @param folder with routes and policies; gets the settings of the suite from here */
    static SeparateServices start(ConfigFolder folder, String store) {
        SeparateServices services = new SeparateServices(folder, store);
        folder.with("sallyport.yaml", services.settings(services.web, services.admin));
        try {
            Stream.of(Part.values()).forEach(services::launch);
            Stream.of(Part.values()).forEach(services::awaitReady);
            return services;
        } catch (AssertionError e) {
            services.close();
            throw new AssertionError(e.getMessage() + "\n" + String.join("\n", services.log()), e);
        }
    }

    private String settings(int edge, int adminOfEdge) {
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
                overload: {enabled: false}
                restart: {socket: run/edge.sock}
                """.formatted(edge, adminOfEdge, store, bus, members);
    }

    private void launch(Part part) {
        processes.put(part, launched(part, part.busPort, folder.path()));
    }

    private static JavaProcess launched(Part part, int busPort, Path settings) {
        return JavaProcess.of(part.main)
                .jvm("-Xmx128m")
                .env(Map.of("SALLYPORT_BUS_PORT", Integer.toString(busPort)))
                .args("--config", settings.toString())
                .start();
    }

    private static void awaitReady(JavaProcess edge) {
        try {
            edge.output().await(START, line -> line.contains(Part.EDGE.service + " is ready"));
        } catch (AssertionError e) {
            throw new AssertionError(
                    e.getMessage() + "\n" + String.join("\n", edge.output().all()), e);
        }
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

    /** Asks it to end, and says its exit code; {@link #restart} starts it again. */
    int stop(Part part) {
        return processes.get(part).stop();
    }

    /** A second edge beside the first, on a port of its own. */
    void startSecondEdge(Path own) {
        ConfigFolder.in(own).with("sallyport.yaml", settings(secondWeb, FreePort.pick()));
        second = launched(Part.EDGE, secondBus, own);
        awaitReady(second);
    }

    /** The same for the second edge: its exit code, and it is there again. */
    int restartSecondEdge(Path own) {
        int code = second.stop();
        startSecondEdge(own);
        return code;
    }

    /** Starts another edge that takes the place of the first; says the exit code of that one. */
    int replaceEdge() {
        JavaProcess old = processes.get(Part.EDGE);
        JavaProcess next = launched(Part.EDGE, FreePort.pick(), folder.path());
        processes.put(Part.EDGE, next);
        awaitReady(next);
        return old.awaitExit();
    }

    /** Starts another edge that is killed as soon as it has got the sockets, and does not serve yet. */
    void replaceEdgeInVain() {
        try (JavaProcess next = launched(Part.EDGE, FreePort.pick(), folder.path())) {
            next.output().await(START, line -> line.contains("listening sockets taken"));
            next.kill();
        }
    }

    /** Where edges serve, the first one first. */
    List<Integer> ports() {
        return List.of(web, secondWeb);
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
        if (second != null) {
            second.close();
        }
    }
}
