package io.sallyport.kit.store;

import static io.sallyport.kit.VertxFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.StoreKeys;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlobsTest {
    private Vertx vertx;
    private Store store;
    private Blobs blobs;

    @BeforeEach
    void open() {
        vertx = Vertx.vertx();
        store = new EmbeddedStore(vertx, System::nanoTime);
        blobs = new Blobs(store);
    }

    @AfterEach
    void close() {
        await(store.close());
        await(vertx.close());
    }

    private static Buffer content(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return Buffer.buffer(bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, Blobs.PIECE_BYTES - 1, Blobs.PIECE_BYTES, Blobs.PIECE_BYTES + 1, 3 * Blobs.PIECE_BYTES})
    void givesBackWhatWasPut(int length) {
        await(blobs.put("d", content(length)));

        assertThat(await(blobs.contains("d"))).isTrue();
        assertThat(await(blobs.get("d"))).contains(content(length));
    }

    @Test
    void hasNothingThatWasNotPut() {
        assertThat(await(blobs.contains("d"))).isFalse();
        assertThat(await(blobs.get("d"))).isEmpty();
    }

    @Test
    void leavesNothingBehindWhenDeleted() {
        await(blobs.put("d", content(3 * Blobs.PIECE_BYTES)));
        await(blobs.put("e", content(1)));

        await(blobs.delete("d"));
        await(blobs.delete("d"));

        assertThat(await(blobs.get("d"))).isEmpty();
        assertThat(await(store.keys(StoreKeys.blob("d")))).isEmpty();
        assertThat(await(blobs.contains("e"))).isTrue();
    }

    @Test
    void isMissingAsAWholeWhenAPieceIs() {
        await(blobs.put("d", content(2 * Blobs.PIECE_BYTES)));
        await(store.delete(StoreKeys.blob("d") + ":1"));

        assertThat(await(blobs.get("d"))).isEmpty();
        assertThat(await(blobs.contains("d"))).isFalse();
    }
}
