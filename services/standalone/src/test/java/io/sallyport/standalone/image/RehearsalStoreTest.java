package io.sallyport.standalone.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.settings.StoreConfig;
import io.sallyport.kit.store.Store;
import io.sallyport.kit.store.Stores;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The stand-in is a Redis to our own client, for as long as a start needs one. */
class RehearsalStoreTest {
    private static final Duration LIFE = Duration.ofSeconds(10);

    @Test
    void keepsValuesAndSaysYes() throws Exception {
        Vertx vertx = Vertx.vertx();
        try (RehearsalStore server = RehearsalStore.open()) {
            Store store =
                    Stores.open(vertx, new StoreConfig("redis://127.0.0.1:" + server.port(), Duration.ofSeconds(20)));
            store.put("a", Buffer.buffer("1")).await();
            assertThat(store.get("a").await()).hasValue(Buffer.buffer("1"));
            assertThat(store.get("b").await()).isEmpty();
            assertThat(store.putIfAbsent("a", Buffer.buffer("2"), LIFE).await()).isFalse();
            assertThat(store.putIfAbsent("c", Buffer.buffer("2"), LIFE).await()).isTrue();
            assertThat(store.increment("n").await()).isEqualTo(1);
            assertThat(store.increment("n").await()).isEqualTo(2);
            assertThat(store.keys("x").await()).isEmpty();
            store.close().await();
        } finally {
            vertx.close().await();
        }
    }
}
