package io.sallyport.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.HostPort;
import io.sallyport.contract.settings.ListenerConfig;
import io.sallyport.contract.settings.ListenerConfig.Mode;
import io.sallyport.contract.settings.StoreConfig;
import io.sallyport.contract.settings.SuiteConfig;
import io.sallyport.kit.service.RunningEnvironment;
import io.sallyport.kit.snapshot.SnapshotTimings;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.process.RedisServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Lists that are fetched by one of several instances and kept in a real store for all of them. */
@Timeout(60)
class SharedListsTest {
    private static final PolicyTimings FAST = new PolicyTimings(
            Duration.ofMillis(40),
            new SnapshotTimings(
                    Duration.ofSeconds(2), Duration.ofMillis(100), Duration.ofMillis(100), Duration.ofMillis(100)));

    @TempDir
    private Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger fetches = new AtomicInteger();
    private final List<Instance> open = new ArrayList<>();
    private final Vertx web = Vertx.vertx();
    private volatile String text = "ads.test\n";
    private HttpServer server;
    private RedisServer redis;

    /** A policy-service with a folder and a bus of its own. */
    private record Instance(Vertx vertx, RunningEnvironment running, PolicyService service, Future<Void> started) {
        private boolean isAnnounced() {
            return !running.environment().roster().all().isEmpty();
        }

        private String api() {
            return "http://"
                    + running.environment().roster().all().iterator().next().api();
        }
    }

    @BeforeEach
    void open() throws Exception {
        redis = RedisServer.start();
        server = await(web.createHttpServer()
                .requestHandler(request -> {
                    fetches.incrementAndGet();
                    request.response().end(text);
                })
                .listen(0, "127.0.0.1"));
    }

    @AfterEach
    void close() throws Exception {
        for (Instance instance : List.copyOf(open)) {
            stop(instance);
        }
        await(web.close());
        redis.close();
    }

    private Instance begin(String name) throws IOException {
        Path own = Files.createDirectories(folder.resolve(name));
        Files.writeString(own.resolve("policies.yaml"), """
                lists:
                  - {name: ads, url: "http://127.0.0.1:%d/ads.txt", format: domains}
                rules:
                  - {name: no-ads, when: {list: [ads]}, then: block}
                """.formatted(server.actualPort()));
        Vertx vertx = Vertx.vertx();
        RunningEnvironment running = RunningEnvironment.on(vertx, config(), own);
        PolicyService service = new PolicyService(Map.of(), FAST);
        Instance instance = new Instance(vertx, running, service, service.start(running.environment()));
        open.add(instance);
        return instance;
    }

    private Instance start(String name) throws Exception {
        return ready(begin(name));
    }

    private static Instance ready(Instance instance) throws Exception {
        await(instance.started());
        Eventually.until("announced", instance::isAnnounced);
        return instance;
    }

    private void stop(Instance instance) throws Exception {
        open.remove(instance);
        await(instance.service().stop());
        await(instance.running().close());
        await(instance.vertx().close());
    }

    private SuiteConfig config() {
        List<ListenerConfig> listeners =
                List.of(new ListenerConfig("egress", Mode.FORWARD, new HostPort("127.0.0.1", 0), null, null));
        StoreConfig store = new StoreConfig(redis.url(), null);
        return new SuiteConfig(listeners, null, store, null, null, null, null, null, null, null);
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private JsonObject call(Instance instance, String method, String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(instance.api() + path))
                    .method(method, HttpRequest.BodyPublishers.noBody())
                    .build();
            return new JsonObject(
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private String verdict(Instance instance, String host) {
        return call(instance, "GET", "/v1/explain?url=http://" + host + "/").getString("verdict");
    }

    @Test
    void oneOfTwoFetchesForBoth() throws Exception {
        Instance first = begin("first");
        Instance second = begin("second");
        ready(first);
        ready(second);

        for (Instance each : List.of(first, second)) {
            Eventually.until("in force", () -> verdict(each, "ads.test").equals("block"));
            Eventually.until("all of it", () -> verdict(each, "other.test").equals("allow"));
        }
        assertThat(fetches).hasValue(1);

        text = "ads.test\nmore.test\n";
        call(first, "POST", "/v1/lists/ads/refresh");
        call(second, "POST", "/v1/lists/ads/refresh");
        for (Instance each : List.of(first, second)) {
            Eventually.until("in force", () -> verdict(each, "more.test").equals("block"));
        }
    }

    @Test
    void theLastGoodTextOutlivesTheInstanceThatFetchedIt() throws Exception {
        Instance first = start("first");
        assertThat(verdict(first, "ads.test")).isEqualTo("block");
        stop(first);
        await(server.close());

        Instance again = start("first");
        Instance other = start("other");

        for (Instance each : List.of(again, other)) {
            assertThat(verdict(each, "ads.test")).isEqualTo("block");
            assertThat(verdict(each, "other.test")).isEqualTo("allow");
            JsonObject list = call(each, "GET", "/v1/lists/ads");
            assertThat(list.getBoolean("missing")).isFalse();
            assertThat(list.getLong("names")).isEqualTo(1);
        }
        assertThat(fetches).hasValue(1);
    }

    @Test
    void anotherFetchesOnWhenTheOneThatFetchedIsGone() throws Exception {
        Instance first = start("first");
        Instance second = start("second");
        stop(first);
        text = "more.test\n";

        Eventually.until(
                "it fetches",
                () -> call(second, "POST", "/v1/lists/ads/refresh").getBoolean("done", false));

        Eventually.until("in force", () -> verdict(second, "more.test").equals("block"));
        assertThat(verdict(second, "ads.test")).isEqualTo("allow");
    }
}
