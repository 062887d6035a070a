package io.sallyport.kit.store;

import static io.sallyport.kit.VertxFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class EmbeddedStoreTest extends StoreContractTest {
    @Override
    Store open(Vertx vertx) {
        return new EmbeddedStore(vertx, System::nanoTime);
    }

    @Test
    void freesWhatIsOverItsTime() {
        AtomicLong nanos = new AtomicLong();
        EmbeddedStore swept = new EmbeddedStore(vertx, nanos::get);
        await(swept.putIfAbsent("a", Buffer.buffer("x"), Duration.ofSeconds(1)));
        await(swept.putIfAbsent("b", Buffer.buffer("x"), Duration.ofSeconds(3)));
        await(swept.put("c", Buffer.buffer("x")));

        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(swept.size()).isEqualTo(3);
        swept.sweep();

        assertThat(swept.size()).isEqualTo(2);
        await(swept.close());
    }
}
