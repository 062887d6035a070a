package io.sallyport.kit.store;

import static io.sallyport.kit.VertxFixture.await;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.contract.SnapshotAnnouncement;
import io.sallyport.contract.StoreKeys;
import io.sallyport.contract.Subject;
import io.sallyport.contract.settings.StoreConfig;
import io.sallyport.kit.VertxFixture;
import io.sallyport.kit.bus.JsonCodec;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.TcpRelay;
import io.sallyport.testkit.process.RedisServer;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Documents in a real Redis whose answers come with wrong bits, and beside a release that knows no seals. */
@ExtendWith(LeakWatch.class)
class SealedDocumentsTest {
    private static final String KEY = StoreKeys.snapshot(Subject.POLICY);
    private static final Buffer SEVEN = announcement(7);
    private static final Buffer EIGHT = announcement(8);

    private static RedisServer server;

    private Vertx vertx;
    private TcpRelay relay;
    private Store store;

    @BeforeAll
    static void startServer() {
        server = RedisServer.start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void open() {
        server.ask("FLUSHALL");
        relay = TcpRelay.to(server.port());
        vertx = Vertx.vertx();
        store = Stores.open(vertx, new StoreConfig("redis://127.0.0.1:" + relay.port(), Duration.ofSeconds(2)));
        await(store.put(KEY, SEVEN));
    }

    @AfterEach
    void close() {
        await(store.close());
        VertxFixture.close(vertx);
        relay.close();
    }

    @Test
    void readsAgainWhatCameWithWrongBits() {
        // A higher number, of which everybody would say that it is newer.
        relay.spoil(flips(2));

        assertThat(await(store.get(KEY))).contains(SEVEN);
        assertThat(store.figures().damaged()).isEqualTo(2);
    }

    @Test
    void givesUpTheConnectionWhenItNeverComesRight() {
        relay.spoil(flips(Integer.MAX_VALUE));

        assertThatThrownBy(() -> await(store.get(KEY)))
                .isInstanceOf(StoreUnavailableException.class)
                .hasMessageContaining("get " + KEY);
        assertThat(store.figures().damaged()).isEqualTo(4);

        relay.pass();
        Eventually.until("there is another connection", () -> store.figures().connects() == 2);
        assertThat(await(store.get(KEY))).contains(SEVEN);
    }

    @Test
    void letsNobodyReadWhatLiesThereWithWrongBitsAndTheWriterReplaceIt() {
        server.ask("SETRANGE " + KEY + " " + (21 + SEVEN.toString().indexOf('7')) + " 9");

        Buffer unreadable = await(store.get(KEY)).orElseThrow();

        assertThatThrownBy(() -> JsonCodec.parse(unreadable, SnapshotAnnouncement.class))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(await(store.replace(KEY, unreadable, EIGHT, Store.FOREVER))).isTrue();
        assertThat(await(store.get(KEY))).contains(EIGHT);
    }

    @Test
    void comparesWithWhatIsThereWithASealAndWithout() {
        assertThat(await(store.replace(KEY, EIGHT, SEVEN, Store.FOREVER))).isFalse();
        assertThat(await(store.replace(KEY, SEVEN, EIGHT, Store.FOREVER))).isTrue();
        assertThat(await(store.remove(KEY, SEVEN))).isFalse();

        lay(SEVEN);
        assertThat(await(store.get(KEY))).contains(SEVEN);
        assertThat(await(store.replace(KEY, SEVEN, EIGHT, Store.FOREVER))).isTrue();
        assertThat(server.ask("GET " + KEY)).contains("{\"crc32c\":\"");

        lay(SEVEN);
        assertThat(await(store.remove(KEY, SEVEN))).isTrue();
    }

    @Test
    void leavesBytesThatAreNoDocumentsAsTheyAre() {
        for (String key : new String[] {
            StoreKeys.blob("abc"), StoreKeys.cachedChunk("a", 1), StoreKeys.revisionText(Subject.POLICY, "abc")
        }) {
            await(store.put(key, SEVEN));
            assertThat(server.ask("GET " + key)).contains("\r\n" + SEVEN + "\r\n");
            assertThat(await(store.get(key))).contains(SEVEN);
        }
    }

    /** As a release before seals does. */
    private static void lay(Buffer document) {
        server.ask("SET " + KEY + " '" + document + "'");
    }

    /** Each time another bit of the number, so that no two readings are the same. */
    private static TcpRelay.Spoiler flips(int times) {
        AtomicInteger done = new AtomicInteger();
        return (piece, length) -> {
            int found = new String(piece, 0, length, ISO_8859_1).indexOf("generation\":7");
            if (found >= 0 && done.getAndIncrement() < times) {
                piece[found + 12] ^= (byte) (1 << done.get() % 4);
            }
        };
    }

    private static Buffer announcement(long generation) {
        return JsonCodec.bytes(new SnapshotAnnouncement(Subject.POLICY, generation, "abc"));
    }
}
