package io.sallyport.kit.store;

import static io.sallyport.kit.VertxFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Secret;
import io.sallyport.contract.settings.StoreConfig;
import io.sallyport.kit.VertxFixture;
import io.sallyport.kit.redis.Trouble;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.process.RedisServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What real servers refuse, and the word that each has. */
@ExtendWith(LeakWatch.class)
class RedisTroubleTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final Duration SHORT = Duration.ofMillis(400);

    private final List<Store> stores = new ArrayList<>();
    private final List<RedisServer> servers = new ArrayList<>();
    private Vertx vertx;

    @BeforeEach
    void open() {
        vertx = Vertx.vertx();
    }

    @AfterEach
    void close() {
        stores.forEach(store -> await(store.close()));
        VertxFixture.close(vertx);
        servers.forEach(RedisServer::close);
    }

    private RedisServer server(String... options) {
        RedisServer server = RedisServer.start(options);
        servers.add(server);
        return server;
    }

    private Store store(StoreConfig config) {
        Store store = Stores.open(vertx, config);
        stores.add(store);
        return store;
    }

    private Store store(RedisServer server) {
        return store(new StoreConfig(server.url(), TIMEOUT));
    }

    private static Throwable failure(Future<?> call) {
        Eventually.until("an answer", call::isComplete);
        assertThat(call.failed()).isTrue();
        assertThat(call.cause()).isInstanceOf(StoreUnavailableException.class);
        return call.cause();
    }

    private static long count(Store store, Trouble trouble) {
        return store.figures().failures().get(trouble);
    }

    @Test
    void aFullServerTakesNoWritesAndIsReadAllTheSame() {
        RedisServer server = server("--maxmemory", "4mb", "--maxmemory-policy", "noeviction");
        Store store = store(server);
        Warm.up(store);
        byte[] large = new byte[1 << 20];
        for (int i = 0; i < 6; i++) {
            Future<Void> put = store.put("large" + i, Buffer.buffer(large));
            Eventually.until("an answer", put::isComplete);
        }

        assertThat(failure(store.put("more", Buffer.buffer(large))))
                .hasMessageContaining("is full and takes no writes");
        assertThat(await(store.get("ready"))).contains(Buffer.buffer("yes"));
        assertThat(store.state().connected()).isFalse();
        assertThat(store.state().detail()).contains("is full");
        assertThat(count(store, Trouble.FULL)).isPositive();
    }

    @Test
    void aReplicaTakesNoWritesUntilItIsAPrimaryAgain() {
        RedisServer server = server();
        Store store = store(server);
        Warm.up(store);

        server.ask("REPLICAOF 127.0.0.1 1");
        for (int i = 0; i < 50; i++) {
            failure(store.put("a", Buffer.buffer("x")));
        }
        assertThat(store.state().detail()).contains("is a replica and takes no writes");
        assertThat(store.figures().connects()).as("no storm").isLessThan(5);
        server.ask("REPLICAOF NO ONE");

        Eventually.until("writes go through", () -> Warm.put(store, "a", "x"));
    }

    @Test
    void aServerThatWantsALoginIsNamedAndWellOnceItHasIt() {
        RedisServer server = server("--requirepass", "open-sesame");
        Store without = store(server);
        Store wrong = store(new StoreConfig(server.url(), TIMEOUT, null, new Secret("guess"), null, null));
        Store right = store(new StoreConfig(server.url(), TIMEOUT, null, new Secret("open-sesame"), null, null));

        Warm.up(right);
        assertThat(failure(without.get("x"))).hasMessageContaining("wants a login: set store.user and store.password");
        assertThat(failure(wrong.get("x")))
                .hasMessageContaining("refuses user or password")
                .hasMessageNotContaining("guess");
        assertThat(await(right.increment("n"))).isEqualTo(1);
        assertThat(without.state().detail()).contains("wants a login");
        assertThat(wrong.state().detail()).contains("refuses user or password");
    }

    @Test
    void aServerThatHasGoneSilentIsNotWaitedForAndComesBack() {
        RedisServer server = server();
        Store store = store(new StoreConfig(server.url(), SHORT));
        Warm.up(store);

        server.sleep(2.5);
        List<Future<Long>> late = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            late.add(store.increment("n"));
        }
        late.forEach(RedisTroubleTest::failure);
        long from = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            failure(store.get("n"));
        }

        assertThat(Duration.ofNanos(System.nanoTime() - from)).as("no waiting").isLessThan(SHORT.multipliedBy(5));
        assertThat(store.state().connected()).isFalse();
        Eventually.until("it is back", () -> store.state().connected());
        assertThat(await(store.get("ready"))).isPresent();
    }

    @Test
    void aBusyServerIsNamed() {
        RedisServer server = server("--busy-reply-threshold", "50");
        Store store = store(server);
        Warm.up(store);

        RedisScripts.runForever(server.port());
        Eventually.until("it is busy", () -> {
            Future<Long> call = store.increment("n");
            Eventually.until("an answer", call::isComplete);
            return call.failed() && call.cause().getMessage().contains("is busy with a long script");
        });
        assertThat(store.state().detail()).contains("busy");

        server.ask("SCRIPT KILL");
        Eventually.until("it is back", () -> store.state().connected());
    }

    @Test
    void aServerThatLoadsIsNamed() {
        RedisServer server = server("--loading-process-events-interval-bytes", "1024", "--key-load-delay", "300");
        server.ask("DEBUG POPULATE 20000");
        Store store = store(server);
        Warm.up(store);

        new Thread(() -> server.ask("DEBUG RELOAD"), "reload").start();

        Eventually.until("it is loading", () -> {
            Future<Long> call = store.increment("n");
            Eventually.until("an answer", call::isComplete);
            return call.failed() && call.cause().getMessage().contains("is loading its data");
        });
        Eventually.until("it is back", () -> store.state().connected());
    }
}
