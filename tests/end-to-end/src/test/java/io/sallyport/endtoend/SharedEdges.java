package io.sallyport.endtoend;

import io.sallyport.cache.CacheMain;
import io.sallyport.contract.HostPort;
import io.sallyport.contract.settings.AdminConfig;
import io.sallyport.contract.settings.BusConfig;
import io.sallyport.contract.settings.LimitsConfig;
import io.sallyport.contract.settings.StoreConfig;
import io.sallyport.contract.settings.SuiteConfig;
import io.sallyport.edge.EdgeMain;
import io.sallyport.kit.service.RunningEnvironment;
import io.sallyport.kit.service.Service;
import io.sallyport.policy.PolicyService;
import io.sallyport.router.RouterService;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.FreePort;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.process.JavaProcess;
import io.sallyport.testkit.process.RedisServer;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Several edges and cache-services, each in a JVM of its own that can be killed, on one bus and one Redis. Rules and routes
 * come from this JVM.
 */
final class SharedEdges implements AutoCloseable {
    static final int EDGES = 3;
    static final int CACHES = 2;

    private static final Duration START = Duration.ofSeconds(120);

    private final Path folder;
    private final RedisServer redis;
    private final String cache;
    private final String bus = "test-" + UUID.randomUUID();
    private final List<Member> edges = new ArrayList<>();
    private final List<Member> caches = new ArrayList<>();
    private final int ownPort = FreePort.pick();
    private final List<Service> own = List.of(new PolicyService(), new RouterService());
    private RunningEnvironment environment;

    /** One process. Its own ports are chosen when it starts: the less time passes, the less likely somebody takes them. */
    private static final class Member {
        private final Class<?> main;
        private final String service;
        private final Path folder;
        private final int busPort = FreePort.pick();
        private int web;
        private int admin;
        private JavaProcess process;

        private Member(Class<?> main, String service, Path folder) {
            this.main = main;
            this.service = service;
            this.folder = folder;
        }
    }

    private SharedEdges(Path folder, RedisServer redis, String cache) {
        this.folder = folder;
        this.redis = redis;
        this.cache = cache;
        for (int i = 0; i < EDGES; i++) {
            edges.add(new Member(EdgeMain.class, "edge-proxy", folder.resolve("edge-" + i)));
        }
        for (int i = 0; i < CACHES; i++) {
            caches.add(new Member(CacheMain.class, "cache-service", folder.resolve("cache-" + i)));
        }
    }

    /**
     * Returns when all edges serve and know all cache-services.
     *
     * @param cache settings of {@code cache}, such as {@code lease: 2s}
     */
    static SharedEdges start(Path folder, RedisServer redis, String routes, String cache) {
        SharedEdges suite = new SharedEdges(folder, redis, cache);
        try {
            suite.write(routes);
            suite.startAll();
            return suite;
        } catch (AssertionError | RuntimeException e) {
            List<String> log = suite.log();
            suite.close();
            throw new AssertionError(e.getMessage() + "\n" + String.join("\n", log), e);
        }
    }

    private void write(String routes) {
        try {
            Files.writeString(folder.resolve("routes.yaml"), routes);
            Files.writeString(folder.resolve("policies.yaml"), "rules: []\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Member> all() {
        List<Member> all = new ArrayList<>(caches);
        all.addAll(edges);
        return all;
    }

    private List<String> members() {
        List<String> members = new ArrayList<>(List.of("127.0.0.1:" + ownPort));
        all().forEach(member -> members.add("127.0.0.1:" + member.busPort));
        return members;
    }

    private String settings(Member member) {
        String members = members().stream().map(each -> '"' + each + '"').collect(Collectors.joining(", "));
        return """
                listeners: [{name: web, mode: reverse, bind: "127.0.0.1:%d"}]
                admin: {bind: "127.0.0.1:%d"}
                store: {url: "%s"}
                bus: {clustered: true, name: "%s", host: 127.0.0.1, port: %d, members: [%s]}
                cache: {%s}
                limits: {eventLoops: 1, drain: 2s}
                """.formatted(member.web, member.admin, redis.url(), bus, member.busPort, members, cache);
    }

    /** One after the other: what an edge waits for is there when its time to start begins to run. */
    private void startAll() {
        caches.forEach(this::launch);
        SuiteConfig config = new SuiteConfig(
                List.of(),
                new AdminConfig(new HostPort("127.0.0.1", 0), null, null),
                new StoreConfig(redis.url(), null),
                new BusConfig(true, bus, members(), "127.0.0.1", ownPort),
                null,
                null,
                LimitsConfig.defaults(),
                null,
                null,
                null);
        environment = await(RunningEnvironment.open(config, folder));
        own.forEach(service -> await(service.start(environment.environment())));
        caches.forEach(SharedEdges::awaitReady);
        edges.forEach(this::launch);
        edges.forEach(SharedEdges::awaitReady);
        awaitCaches(CACHES);
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.await(START.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void launch(Member member) {
        member.web = FreePort.pick();
        member.admin = FreePort.pick();
        try {
            Files.createDirectories(member.folder);
            Files.writeString(member.folder.resolve("sallyport.yaml"), settings(member));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        member.process = JavaProcess.of(member.main)
                .jvm("-Xmx128m")
                .args("--config", member.folder.toString())
                .start();
    }

    private static void awaitReady(Member member) {
        member.process.output().await(START, line -> line.contains(member.service + " is ready"));
    }

    /** Waits until every edge sees that many cache-services. */
    void awaitCaches(int count) {
        for (Member edge : edges) {
            if (edge.process.isAlive()) {
                Eventually.until(count + " cache-services", START, () -> caches(edge) == count);
            }
        }
    }

    private static long caches(Member edge) {
        return AdminApi.objects(new AdminApi(edge.admin).json("/v1/status"), "services").stream()
                .filter(service -> service.getBoolean("ready"))
                .filter(service -> service.getString("service").equals("cache-service"))
                .count();
    }

    RawClient client(int edge) {
        return RawClient.connect(edges.get(edge).web);
    }

    RawClient slowClient(int edge) {
        return RawClient.connectSlow(edges.get(edge).web);
    }

    AdminApi admin(int edge) {
        return new AdminApi(edges.get(edge).admin);
    }

    void killCache(int index) {
        caches.get(index).process.kill();
    }

    void restartCache(int index) {
        launch(caches.get(index));
        awaitReady(caches.get(index));
    }

    /** It stands still, and stays in everybody's books for some seconds. */
    void freezeEdge(int index) {
        edges.get(index).process.freeze();
    }

    void thawEdge(int index) {
        edges.get(index).process.thaw();
    }

    void killEdge(int index) {
        edges.get(index).process.kill();
    }

    void restartEdge(int index) {
        launch(edges.get(index));
        awaitReady(edges.get(index));
    }

    /** Without the lines of stack traces. */
    private List<String> log() {
        return all().stream()
                .filter(member -> member.process != null)
                .flatMap(member -> member.process.output().all().stream()
                        .filter(line -> !line.startsWith("\t"))
                        .map(line -> member.folder.getFileName() + " " + line))
                .toList();
    }

    @Override
    public void close() {
        all().stream().filter(member -> member.process != null).forEach(member -> member.process.close());
        if (environment != null) {
            own.forEach(service -> await(service.stop()));
            await(environment.close());
        }
    }
}
