package io.sallyport.kit.store;

import static io.sallyport.kit.VertxFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.settings.StoreConfig;
import io.sallyport.kit.VertxFixture;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.process.RedisSentinels;
import io.sallyport.testkit.process.RedisServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** A primary with replicas, named by real sentinels, that goes and that is made to go. */
@ExtendWith(LeakWatch.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RedisSentinelStoreTest {
    private static final Duration AT_MOST = Duration.ofSeconds(10);

    private static RedisSentinels sentinels;

    private Vertx vertx;
    private Store store;

    @BeforeAll
    static void startAll() {
        sentinels = RedisSentinels.start();
    }

    @AfterAll
    static void stopAll() {
        sentinels.close();
    }

    @BeforeEach
    void open() {
        vertx = Vertx.vertx();
        store = Stores.open(vertx, new StoreConfig(sentinels.url(), Duration.ofMillis(500)));
        Warm.up(store);
    }

    @AfterEach
    void close() {
        await(store.close());
        VertxFixture.close(vertx);
    }

    @Test
    @Order(1)
    void asksThePrimary() {
        await(store.put("a", Buffer.buffer("1")));

        assertThat(await(store.get("a"))).contains(Buffer.buffer("1"));
        assertThat(sentinels.primary().ask("GET a")).contains("$1\r\n1\r\n");
    }

    @Test
    @Order(2)
    void followsAFailoverThatIsAskedFor() {
        RedisServer before = sentinels.primary();
        long from = System.nanoTime();

        sentinels.failOver();
        Eventually.until("another one is named", () -> sentinels.primary() != before);

        awaitWrites(from, sentinels.primary());
        Eventually.until("the old one follows", () -> before.ask("GET w").contains("x"));
    }

    @Test
    @Order(4)
    void findsTheNewPrimaryWhenTheOldOneIsKilled() {
        Eventually.until("sentinels agree with the primary", () -> wrote() && followers() >= 1);
        RedisServer dead = sentinels.primary();
        long from = System.nanoTime();

        dead.kill();
        Eventually.until("another one is named", () -> sentinels.primary() != dead);

        awaitWrites(from, sentinels.primary());
    }

    private int followers() {
        String text = sentinels.primary().ask("INFO replication");
        int at = text.indexOf("connected_slaves:");
        return text.charAt(at + "connected_slaves:".length()) - '0';
    }

    private boolean wrote() {
        Future<Void> put = store.put("w", Buffer.buffer("x"));
        Eventually.until("an answer", put::isComplete);
        return put.succeeded();
    }

    private void awaitWrites(long from, RedisServer primary) {
        long connects = store.figures().connects();
        Eventually.until(
                "writes go to it", () -> wrote() && primary.ask("GET w").contains("x"));
        assertThat(Duration.ofNanos(System.nanoTime() - from)).isLessThan(AT_MOST);
        assertThat(store.figures().connects() - connects).as("no storm").isLessThan(20);
    }
}
