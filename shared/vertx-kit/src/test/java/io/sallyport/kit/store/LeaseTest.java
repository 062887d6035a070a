package io.sallyport.kit.store;

import static io.sallyport.kit.VertxFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.settings.StoreConfig;
import io.sallyport.kit.VertxFixture;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.process.RedisServer;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LeaseTest {
    private static final Duration LIFE = Duration.ofSeconds(2);
    private static final Duration RENEW = Duration.ofMillis(50);
    private static final Runnable NOTHING = () -> {};

    private Vertx vertx;
    private Store store;

    @BeforeEach
    void open() {
        vertx = Vertx.vertx();
        store = new EmbeddedStore(vertx, System::nanoTime);
    }

    @AfterEach
    void close() {
        await(store.close());
        VertxFixture.close(vertx);
    }

    @Test
    void isHeldByOneAndHandedOverAtOnceWhenClosed() {
        AtomicInteger taken = new AtomicInteger();
        Lease first = lease(store, taken::incrementAndGet);
        await(first.decided());
        Lease second = lease(store, NOTHING);
        await(second.decided());

        assertThat(first.isHeld()).isTrue();
        assertThat(second.isHeld()).isFalse();
        assertThat(taken).hasValue(1);

        first.close();
        assertThat(first.isHeld()).isFalse();
        Eventually.until("the second takes over", LIFE, second::isHeld);
        second.close();
    }

    @Test
    void isLostWhenAnotherTokenLiesInTheStore() {
        Lease lease = lease(store, NOTHING);
        await(lease.decided());

        await(store.put("lease", Buffer.buffer("somebody else")));

        Eventually.until("it is lost", () -> !lease.isHeld());
        await(store.delete("lease"));
        Eventually.until("it is taken again", lease::isHeld);
        lease.close();
    }

    @Test
    void endsByTheHoldersOwnClockWhenTheStoreIsAway() {
        try (RedisServer server = RedisServer.start()) {
            Store redis = Stores.open(vertx, new StoreConfig(server.url(), Duration.ofMillis(200)));
            Lease lease = lease(redis, NOTHING);
            await(lease.decided());
            assertThat(lease.isHeld()).isTrue();

            server.freeze();

            Eventually.until("it is given up", () -> !lease.isHeld());
            assertThat(lease.problem()).isNotEmpty();
            server.thaw();
            Eventually.until("it is taken again", lease::isHeld);
            lease.close();
            await(redis.close());
        }
    }

    private Lease lease(Store in, Runnable onTaken) {
        return Lease.open(vertx, in, "lease", LIFE, RENEW, onTaken);
    }
}
