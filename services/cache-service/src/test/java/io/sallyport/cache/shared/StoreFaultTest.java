package io.sallyport.cache.shared;

import static io.sallyport.cache.shared.SharedHarness.await;
import static io.sallyport.cache.shared.SharedHarness.head;
import static io.sallyport.cache.shared.SharedHarness.key;
import static io.sallyport.cache.shared.SharedHarness.large;
import static io.sallyport.cache.shared.SharedHarness.leased;
import static io.sallyport.cache.shared.SharedHarness.small;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.cache.record.KeyRecord;
import io.sallyport.cache.record.KeyRecordForm;
import io.sallyport.cache.record.Names;
import io.sallyport.contract.StoreKeys;
import io.sallyport.contract.cache.CacheAnswer;
import io.sallyport.contract.cache.CacheAnswer.Kind;
import io.sallyport.contract.cache.Chunk;
import io.sallyport.testkit.Eventually;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Redis dead, frozen, emptied, full, or telling something else than it was told. */
final class StoreFaultTest {
    /** What a loaded machine may add to a time-out. */
    private static final Duration SLACK = Duration.ofSeconds(3);

    private SharedHarness harness;
    private String one;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        harness = SharedHarness.start(folder, 1, "{sharedTimeout: 1s, lease: 1s}");
        one = harness.instance();
    }

    @AfterEach
    void stop() {
        harness.close();
    }

    @Test
    void givesWhatItRemembersAndLeadsFetchesWhileRedisIsDead() {
        harness.fill(one, small("/kept", head("max-age=60"), "body"));
        harness.redis.kill();

        CacheAnswer fetch = inTime(harness.ask(one, "/cold", 5_000));
        assertThat(fetch.kind()).isEqualTo(Kind.FETCH);
        Future<CacheAnswer> waiting = harness.ask(one, "/cold", 5_000);
        assertThat(inTime(harness.ask(one, "/elsewhere", 0)).kind()).isEqualTo(Kind.ALONE);
        assertThat(text(inTime(harness.ask(one, "/kept", 0)))).isEqualTo("body");

        assertThat(harness.fill(one, leased(small("/cold", head("max-age=60"), "cold"), fetch.lease())))
                .isFalse();
        assertThat(text(await(waiting))).isEqualTo("cold");
        assertThat(text(inTime(harness.ask(one, "/cold", 0)))).isEqualTo("cold");
    }

    @Test
    void beginsAnewWithAnEmptyRedis() {
        harness.fill(one, small("/before", head("max-age=60"), "body"));
        harness.redis.restart();

        Eventually.until("it is kept again", () -> harness.fill(one, small("/after", head("max-age=60"), "new")));

        String second = harness.add();
        assertThat(text(await(harness.ask(second, "/after", 0)))).isEqualTo("new");
        assertThat(await(harness.ask(second, "/before", 0)).kind()).isEqualTo(Kind.ALONE);
        Eventually.until(
                "memory is believed no longer than it may be",
                Duration.ofSeconds(15),
                () -> await(harness.ask(one, "/before", 0)).kind() == Kind.ALONE);
    }

    @Test
    void answersInTimeWhileRedisIsFrozenAndRecovers() {
        harness.redis.freeze();

        for (int i = 0; i < 4; i++) {
            assertThat(inTime(harness.ask(one, "/cold" + i, 0)).kind()).isEqualTo(Kind.ALONE);
        }
        long since = System.nanoTime();
        int calls = 50;
        for (int i = 0; i < calls; i++) {
            await(harness.ask(one, "/more" + i, 0));
        }
        // One question in a second finds out for all how Redis is.
        assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(Duration.ofMillis(600L * calls / 2));
        Eventually.until("it says so", () -> harness.figure("sharedStoreFailures") >= 3);

        harness.redis.thaw();
        Eventually.until("it is kept again", () -> harness.fill(one, small("/after", head("max-age=60"), "new")));
    }

    @Test
    void readsFromARedisThatIsFull() {
        harness.fill(one, small("/before", head("max-age=60"), "body"));
        assertThat(harness.redis("CONFIG SET maxmemory 1")).isEqualTo("+OK");

        CacheAnswer fetch = inTime(harness.ask(one, "/cold", 5_000));
        assertThat(fetch.kind()).isEqualTo(Kind.FETCH);
        Future<CacheAnswer> waiting = harness.ask(one, "/cold", 5_000);
        for (int i = 0; i < 5; i++) {
            assertThat(harness.fill(one, small("/none" + i, head("max-age=60"), "x")))
                    .isFalse();
        }
        assertThat(harness.fill(one, leased(small("/cold", head("max-age=60"), "cold"), fetch.lease())))
                .isFalse();

        assertThat(text(await(waiting))).isEqualTo("cold");
        assertThat(await(harness.put(one, new Chunk("full", 0, new byte[9]))).kept())
                .isFalse();
        String second = harness.add();
        assertThat(text(await(harness.ask(second, "/before", 0)))).isEqualTo("body");
        harness.redis("CONFIG SET maxmemory 0");
        Eventually.until("it is kept again", () -> harness.fill(one, small("/after", head("max-age=60"), "new")));
    }

    @Test
    void dropsARecordThatIsDamaged() {
        harness.fill(one, small("/a", head("max-age=60"), "body"));
        String name = StoreKeys.cached(Names.digest(key("/a")));
        Buffer bytes = await(harness.store.get(name)).orElseThrow();
        int place = new Random(3).nextInt(bytes.length());
        await(harness.store.put(name, bytes.copy().setByte(place, (byte) (bytes.getByte(place) ^ 4))));
        String second = harness.add();

        assertThat(await(harness.ask(second, "/a", 0)).kind()).isEqualTo(Kind.ALONE);

        Eventually.until("it is gone", () -> await(harness.store.get(name)).isEmpty());
        Eventually.until("it is counted", () -> harness.figure("sharedCorrupted") == 1);
        assertThat(harness.fill(second, small("/a", head("max-age=60"), "new"))).isTrue();
    }

    @Test
    void neverGivesARecordUnderAnotherKey() {
        harness.fill(one, small("/secret", head("max-age=60"), "body"));
        Buffer bytes = await(harness.store.get(StoreKeys.cached(Names.digest(key("/secret")))))
                .orElseThrow();
        await(harness.store.put(StoreKeys.cached(Names.digest(key("/public"))), bytes));

        assertThat(await(harness.ask(one, "/public", 0)).kind()).isEqualTo(Kind.ALONE);
        assertThat(harness.fill(one, small("/public", head("max-age=60"), "mine")))
                .isTrue();
        assertThat(text(await(harness.ask(one, "/public", 0)))).isEqualTo("mine");
    }

    @Test
    void doesNotOfferABodyThatLacksAChunk() {
        byte[] body = new byte[3 * Chunk.SIZE];
        harness.bring(one, "object", body);
        harness.fill(one, large("/large", head("max-age=60"), "object", body.length));
        await(harness.store.delete(StoreKeys.cachedChunk("object", 1)));

        assertThat(await(harness.ask(one, "/large", 5_000)).kind()).isEqualTo(Kind.FETCH);

        Eventually.until(
                "the record is gone",
                () -> await(harness.store.keys("sallyport:cache:key:")).isEmpty());
        Eventually.until(
                "the other chunks are on their way out", () -> pttl(StoreKeys.cachedChunk("object", 0)) <= 120_000);
    }

    @Test
    void tellsTheReaderOfAChunkThatIsDamagedAndDropsTheBody() {
        byte[] body = new byte[2 * Chunk.SIZE];
        harness.bring(one, "object", body);
        harness.fill(one, large("/large", head("max-age=60"), "object", body.length));
        String name = StoreKeys.cachedChunk("object", 1);
        Buffer bytes = await(harness.store.get(name)).orElseThrow();
        await(harness.store.put(name, bytes.copy().setByte(1000, (byte) 1), Duration.ofMinutes(1)));
        String second = harness.add();

        assertThat(await(harness.ask(second, "/large", 0)).kind()).isEqualTo(Kind.FOUND);
        assertThat(harness.chunk(second, "/large", "object", 0).bytes()).hasSize(Chunk.SIZE);
        assertThat(harness.chunk(second, "/large", "object", 1).bytes()).isEmpty();

        Eventually.until(
                "it is offered no more",
                () -> await(harness.ask(second, "/large", 0)).kind() == Kind.ALONE);
    }

    @Test
    void doesNotTakeAChunkForAnother() {
        byte[] first = new byte[Chunk.SIZE];
        harness.bring(one, "object", first);
        Buffer bytes =
                await(harness.store.get(StoreKeys.cachedChunk("object", 0))).orElseThrow();
        await(harness.store.put(StoreKeys.cachedChunk("object", 1), bytes));
        await(harness.store.put(StoreKeys.cachedChunk("other", 0), bytes));

        assertThat(harness.chunk(one, "/x", "object", 1).bytes()).isEmpty();
        assertThat(harness.chunk(one, "/x", "other", 0).bytes()).isEmpty();
    }

    @Test
    void leavesNothingThatNeverGoesAway() {
        harness.bring(one, "unnamed", new byte[Chunk.SIZE]);
        harness.bring(one, "named", new byte[Chunk.SIZE]);
        harness.fill(one, large("/large", head("max-age=60"), "named", Chunk.SIZE));
        harness.fill(one, small("/small", head("max-age=60"), "body"));
        await(harness.ask(one, "/cold", 5_000));

        for (String name : await(harness.store.keys("sallyport:cache:"))) {
            assertThat(harness.redis("PTTL " + name)).as(name).startsWith(":").isNotEqualTo(":-1");
        }
        assertThat(pttl(StoreKeys.cachedChunk("unnamed", 0))).isLessThanOrEqualTo(Chunk.UNNAMED_MINUTES * 60_000L);
        long record = pttl(StoreKeys.cached(Names.digest(key("/large"))));
        assertThat(record).isBetween(3_500_000L, 3_660_000L);
        assertThat(pttl(StoreKeys.cachedChunk("named", 0))).isGreaterThan(record + 60_000);
    }

    @Test
    void letsTheChunksOfAReplacedBodyGo() {
        harness.bring(one, "old", new byte[Chunk.SIZE]);
        harness.fill(one, large("/large", head("max-age=600"), "old", Chunk.SIZE));

        harness.fill(one, small("/large", head("max-age=600"), "new"));

        Eventually.until("they are on their way out", () -> pttl(StoreKeys.cachedChunk("old", 0)) <= 120_000);
        KeyRecord record = KeyRecordForm.read(await(harness.store.get(StoreKeys.cached(Names.digest(key("/large")))))
                .orElseThrow()
                .getBytes());
        assertThat(record.variants().entries()).hasSize(1);
    }

    private long pttl(String name) {
        return Long.parseLong(harness.redis("PTTL " + name).substring(1));
    }

    private static CacheAnswer inTime(Future<CacheAnswer> answer) {
        long since = System.nanoTime();
        CacheAnswer given = await(answer);
        assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(SLACK);
        return given;
    }

    private static String text(CacheAnswer answer) {
        return answer.kind() == Kind.FOUND
                ? new String(answer.body(), StandardCharsets.UTF_8)
                : answer.kind().name();
    }
}
