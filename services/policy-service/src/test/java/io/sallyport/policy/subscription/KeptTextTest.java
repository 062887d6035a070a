package io.sallyport.policy.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.StoreKeys;
import io.sallyport.contract.policy.ListDocument;
import io.sallyport.contract.policy.ListDocument.Format;
import io.sallyport.contract.settings.StoreConfig;
import io.sallyport.contract.settings.SuiteConfig;
import io.sallyport.kit.api.Metrics;
import io.sallyport.kit.service.RunningEnvironment;
import io.sallyport.kit.service.ServiceEnvironment;
import io.sallyport.kit.snapshot.SnapshotTimings;
import io.sallyport.kit.store.Store;
import io.sallyport.kit.store.StoreUnavailableException;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.LeakWatch;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The last good text in a store that does not answer at once. */
@ExtendWith(LeakWatch.class)
@Timeout(60)
class KeptTextTest {
    private static final SnapshotTimings FAST = new SnapshotTimings(
            Duration.ofSeconds(2), Duration.ofMillis(100), Duration.ofMillis(100), Duration.ofMillis(100));

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile boolean away;

    @TempDir
    private Path folder;

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    /** The embedded store, kept by as a Redis is; while it is away, it does not tell of the list. */
    private ServiceEnvironment environment(RunningEnvironment running) {
        ServiceEnvironment given = running.environment();
        Store store = (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, arguments) -> {
                    if (away
                            && method.getName().equals("get")
                            && StoreKeys.subscription("ads").equals(arguments[0])) {
                        refused.incrementAndGet();
                        return Future.failedFuture(new StoreUnavailableException("no answer", null));
                    }
                    return call(given.store(), method, arguments);
                });
        SuiteConfig config = suite(new StoreConfig("redis://127.0.0.1:1", null));
        return new ServiceEnvironment(vertx, config, folder, store, given.roster(), given.clock());
    }

    private static Object call(Store store, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(store, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static SuiteConfig suite(StoreConfig store) {
        return new SuiteConfig(null, null, store, null, null, null, null, null, null, null);
    }

    private Subscriptions open(ServiceEnvironment environment) throws Exception {
        return await(Subscriptions.open(environment, FAST, new Metrics(), () -> {}));
    }

    /** A fetch that fails meanwhile must not make it forgotten either. */
    @Test
    void isWaitedForWhenTheStoreIsAwayAtTheStart() throws Exception {
        HttpServer server = await(vertx.createHttpServer()
                .requestHandler(request -> request.response().end("ads.test\n"))
                .listen(0, "127.0.0.1"));
        RunningEnvironment running = RunningEnvironment.on(vertx, suite(null), folder);
        ServiceEnvironment environment = environment(running);
        ListDocument list = new ListDocument(
                "ads",
                null,
                Optional.of("http://127.0.0.1:" + server.actualPort() + "/"),
                Format.DOMAINS,
                null,
                null,
                null);
        Subscriptions before = open(environment);
        before.prepare(List.of(list));
        assertThat(before.of(list)).isPresent();
        await(before.close());
        await(server.close());

        away = true;
        Subscriptions after = open(environment);
        CompletableFuture<Void> prepared = CompletableFuture.runAsync(() -> prepare(after, list));
        Eventually.until("asked again", () -> refused.get() > 1);
        assertThat(prepared).isNotDone();
        away = false;
        prepared.get(30, TimeUnit.SECONDS);

        assertThat(after.of(list).map(KeptTextTest::read)).contains("ads.test\n");
        assertThat(after.known("ads").orElseThrow().hasText()).isTrue();
        await(after.close());
        await(running.close());
    }

    private static void prepare(Subscriptions subscriptions, ListDocument list) {
        try {
            subscriptions.prepare(List.of(list));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
