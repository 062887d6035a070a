package io.sallyport.standalone.api;

import io.sallyport.cache.CacheService;
import io.sallyport.contract.HostPort;
import io.sallyport.demo.DemoOrigin;
import io.sallyport.edge.EdgeService;
import io.sallyport.kit.api.ApiFront;
import io.sallyport.kit.service.RunningEnvironment;
import io.sallyport.kit.service.Service;
import io.sallyport.logs.LogsService;
import io.sallyport.policy.PolicyService;
import io.sallyport.router.RouterService;
import io.sallyport.standalone.SampleFolder;
import io.sallyport.standalone.check.CheckedFolder;
import io.sallyport.standalone.check.FolderCheck;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** All five services with a server behind them, on a Vertx that the test can look into. */
final class RunningServices implements AutoCloseable {
    private static final long SECONDS = 60;

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final EdgeService edge = new EdgeService();
    private final List<Service> services;
    private final RunningEnvironment environment;
    private final DemoOrigin origin;
    private final CheckedFolder folder;

    /** @param admin more of that section, such as {@code , rate: 5} */
    RunningServices(Path where, String admin) throws Exception {
        this(where, "127.0.0.1:0", admin, server -> SampleFolder.POLICIES);
    }

    /** The same at another admin address and with other rules, which may name the port of the server. */
    RunningServices(Path where, String bind, String admin, IntFunction<String> policies) throws Exception {
        origin = await(
                DemoOrigin.start(vertx, new DemoOrigin.Identity("shop-1", "1.1"), "127.0.0.1", 0, Clock.systemUTC()));
        SampleFolder sample = SampleFolder.in(where, origin.port())
                .with(
                        "sallyport.yaml",
                        SampleFolder.SUITE
                                .replace(
                                        "admin: {bind: \"127.0.0.1:0\"}",
                                        "admin: {bind: \"" + bind + "\"" + admin + "}")
                                .replace("admin:", "  - {name: socks, mode: socks5, bind: \"127.0.0.1:0\"}\nadmin:"))
                .with("policies.yaml", policies.apply(origin.port()))
                .with("routes.yaml", ROUTES.formatted(origin.port()));
        folder = FolderCheck.run(sample.path(), Map.of(), new Properties());
        environment = RunningEnvironment.on(vertx, folder.config(), where);
        services = new ArrayList<>(
                List.of(new LogsService(), new PolicyService(), new RouterService(), new CacheService()));
        for (Future<Void> start : services.stream()
                .map(service -> service.start(environment.environment()))
                .toList()) {
            await(start);
        }
        await(edge.start(environment.environment()));
        services.add(edge);
    }

    private static final String ROUTES = """
            clusters:
              - name: shop
                endpoints: [{url: "http://127.0.0.1:%d", version: "1.1"}]
            routes:
              - {name: shop, cluster: shop, cache: {enabled: true}}
            """;

    /** By service, its routes: a method and a path in each line. */
    Map<String, String> routes() {
        Map<String, String> routes = vertx.sharedData().getLocalMap(ApiFront.ROUTES);
        return Map.copyOf(routes);
    }

    HostPort admin() {
        return edge.admin();
    }

    HostPort web() {
        return listener("web");
    }

    HostPort egress() {
        return listener("egress");
    }

    HostPort listener(String name) {
        return new HostPort("127.0.0.1", edge.ports().get(name));
    }

    /** The server behind the route. */
    HostPort server() {
        return new HostPort("127.0.0.1", origin.port());
    }

    /** Where a service listens behind the entrance. */
    HostPort api(String service) {
        return HostPort.parse(
                environment.environment().roster().ready(service).get(0).api());
    }

    HttpResponse<String> send(String method, String target, Buffer body, String... fields) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + admin() + target))
                .timeout(Duration.ofSeconds(40))
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body.getBytes()));
        if (fields.length > 0) {
            request.headers(fields);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    static <T> T await(Future<T> future) throws Exception {
        return future.await(SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws Exception {
        for (int i = services.size() - 1; i >= 0; i--) {
            await(services.get(i).stop());
        }
        await(origin.stop(Duration.ofSeconds(1)));
        await(environment.close());
        await(vertx.close());
    }
}
