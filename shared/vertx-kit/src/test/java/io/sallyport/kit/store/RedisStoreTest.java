package io.sallyport.kit.store;

import static io.sallyport.kit.VertxFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.settings.StoreConfig;
import io.sallyport.testkit.process.RedisServer;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RedisStoreTest extends StoreContractTest {
    private static RedisServer server;

    @BeforeAll
    static void startServer() {
        server = RedisServer.start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Override
    Store open(Vertx vertx) {
        return Stores.open(vertx, new StoreConfig(server.url() + "/3", Duration.ofSeconds(5)));
    }

    @Test
    void saysWhichKindItIs() {
        assertThat(store.state().kind()).isEqualTo("redis");
    }

    @Test
    void usesTheDatabaseOfItsUrl() {
        await(store.increment(key));
        Store other = Stores.open(vertx, new StoreConfig(server.url(), Duration.ofSeconds(5)));

        assertThat(await(other.get(key))).isEmpty();
        await(other.close());
    }
}
