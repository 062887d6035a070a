package io.sallyport.edge.cache;

import static io.sallyport.edge.cache.Samples.config;
import static io.sallyport.edge.cache.Samples.entry;
import static io.sallyport.edge.cache.Samples.key;
import static io.sallyport.edge.cache.Samples.varying;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.cache.engine.purge.PurgeTable;
import io.sallyport.cache.engine.stored.CacheKey;
import io.sallyport.cache.engine.stored.StoredHead;
import io.sallyport.contract.cache.PurgeTarget;
import io.sallyport.http.CacheDirective;
import io.sallyport.http.HeaderList;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class MemoryCacheTest {
    private static final CacheKey KEY = key("http://a.example/x");

    private final PurgeTable purges = new PurgeTable(1);
    private final AtomicBoolean current = new AtomicBoolean(true);
    private final MemoryCache cache = new MemoryCache(config(1 << 20, 1 << 16), purges, nanos -> current.get());

    @Test
    void findsWhatWasPut() {
        Entry stored = entry("hello");

        put(KEY, stored);

        assertThat(cache.find(KEY).entries()).containsExactly(stored);
        assertThat(cache.find(key("http://a.example/y")).isEmpty()).isTrue();
        assertThat(cache.find(KEY.onTrack("canary")).isEmpty()).isTrue();
    }

    @Test
    void variantsOfAKeyLiveSideBySide() {
        Entry one = varying("1", "one");
        Entry two = varying("2", "two");

        put(KEY, one);
        put(KEY, two);

        assertThat(cache.find(KEY).select(HeaderList.of("foo", "1"))).isSameAs(one);
        assertThat(cache.find(KEY).select(HeaderList.of("foo", "2"))).isSameAs(two);
    }

    @Test
    void staysWithinItsMemory() {
        for (int i = 0; i < 2000; i++) {
            put(key("http://a.example/" + i), entry("x".repeat(10_000)));

            assertThat(cache.figures().get("cacheBytes")).isLessThanOrEqualTo(1 << 20);
        }
        assertThat(cache.figures().get("cacheEntries")).isBetween(50L, 105L);
        assertThat(cache.figures().get("cacheEvictions")).isBetween(1895L, 1950L);
    }

    @Test
    void countsKeyFieldsAndBody() {
        put(key("http://a.example/" + "k".repeat(5000)), entry("x".repeat(20_000)));

        assertThat(cache.figures().get("cacheBytes")).isBetween(25_000L, 40_000L);
    }

    @Test
    void aRefreshedHeadTakesThePlaceOfTheOld() {
        Entry old = entry("hello");
        put(KEY, old);

        Entry refreshed = cache.refresh(
                KEY, old, Samples.head(HeaderList.EMPTY, 200, "cache-control", "max-age=90", "etag", "\"b\""));

        assertThat(cache.find(KEY).entries()).containsExactly(refreshed);
        assertThat(refreshed.body()).isSameAs(old.body());
        assertThat(refreshed.head().freshness().lifetimeSeconds()).isEqualTo(90);
    }

    @Test
    void refreshingWhatHasGoneBringsNothingBack() {
        Entry old = entry("hello");
        put(KEY, old);
        cache.drop(KEY, old);

        Entry refreshed = cache.refresh(KEY, old, old.head());

        assertThat(refreshed.body()).isSameAs(old.body());
        assertThat(cache.find(KEY).isEmpty()).isTrue();
    }

    @Test
    void dropsOneVariantOnly() {
        Entry one = varying("1", "one");
        Entry two = varying("2", "two");
        put(KEY, one);
        put(KEY, two);

        cache.drop(KEY, one);

        assertThat(cache.find(KEY).entries()).containsExactly(two);
        cache.drop(KEY, two);
        assertThat(cache.find(KEY).isEmpty()).isTrue();
    }

    @Test
    void aPurgedTargetIsGoneWithAllVariantsOnEveryTrack() {
        put(KEY, varying("1", "one"));
        put(KEY, varying("2", "two"));
        put(KEY.onTrack("canary"), entry("three"));
        put(key("http://a.example/xy"), entry("four"));

        purge(true, PurgeTarget.url("http://a.example/x"));

        assertThat(cache.find(KEY).isEmpty()).isTrue();
        assertThat(cache.find(KEY.onTrack("canary")).isEmpty()).isTrue();
        assertThat(cache.find(key("http://a.example/xy")).isEmpty()).isFalse();
    }

    /** The cost of a purge does not grow with what is stored: it touches nothing, and each entry goes when it is looked at. */
    @Test
    void aPurgeTouchesNoEntry() {
        for (int i = 0; i < 500; i++) {
            put(key("http://a.example/" + i), entry("x"));
        }

        purge(true, PurgeTarget.everything());

        assertThat(cache.figures().get("cacheEntries")).isEqualTo(500);
        assertThat(cache.find(key("http://a.example/7")).isEmpty()).isTrue();
        assertThat(cache.figures().get("cacheEntries")).isEqualTo(499);
    }

    @Test
    void aSoftPurgeLeavesTheResponseStale() {
        Entry stored = entry("hello");
        put(KEY, stored);

        purge(false, PurgeTarget.prefix("http://a.example/"));

        Entry left = cache.find(KEY).entries().get(0);
        assertThat(left.body()).isSameAs(stored.body());
        assertThat(left.head().ttlSeconds(Samples.NOW)).isNotPositive();
        assertThat(cache.find(KEY).entries()).containsExactly(left);
    }

    @Test
    void onlyWhatIsOfTheGroupIsPurged() {
        put(KEY, grouped("news"));
        put(key("http://b.example/x"), grouped("news"));
        put(key("http://a.example/z"), grouped("shop"));

        purge(true, PurgeTarget.group("news", "http://a.example"));

        assertThat(cache.find(KEY).isEmpty()).isTrue();
        assertThat(cache.find(key("http://b.example/x")).isEmpty()).isFalse();
        assertThat(cache.find(key("http://a.example/z")).isEmpty()).isFalse();
    }

    private static Entry grouped(String name) {
        return Entry.of(
                Samples.head(HeaderList.EMPTY, 200, "cache-control", "max-age=60", "cache-groups", '"' + name + '"'),
                Buffer.buffer("x"));
    }

    @Test
    void whatWasFetchedBeforeAPurgeIsNotStoredAfterIt() {
        long beforeAll = cache.mark();
        purge(true, PurgeTarget.everything());
        put(KEY, entry("old"), beforeAll);
        assertThat(cache.find(KEY).isEmpty()).isTrue();

        put(KEY, entry("kept"));
        long beforeOne = cache.mark();
        purge(true, PurgeTarget.url(KEY.url()));
        put(KEY, entry("old"), beforeOne);
        assertThat(cache.find(KEY).isEmpty()).isTrue();
        assertThat(cache.figures().get("cacheEntries")).isZero();

        put(KEY, entry("new"));
        assertThat(cache.find(KEY).isEmpty()).isFalse();
    }

    @Test
    void aValidationBegunBeforeAPurgeDoesNotOutliveIt() {
        Entry old = entry("hello");
        put(KEY, old);
        StoredHead validated = old.head();
        purge(true, PurgeTarget.url(KEY.url()));

        cache.refresh(KEY, old, validated);

        assertThat(cache.find(KEY).isEmpty()).isTrue();
    }

    @Test
    void whatIsStoredIsValidatedWhilePurgesMayHaveBeenMissed() {
        Entry stored = entry("hello");
        put(KEY, stored);
        current.set(false);

        assertThat(cache.find(KEY, 0).entries().get(0).head().control().has(CacheDirective.NO_CACHE))
                .isTrue();
        current.set(true);
        assertThat(cache.find(KEY, 0).entries()).containsExactly(stored);
    }

    @Test
    void countsWhatItIsTold() {
        cache.countHit();
        cache.countHit();
        cache.countMiss();

        assertThat(cache.figures())
                .isEqualTo(Map.of(
                        "cacheHits", 2L,
                        "cacheMisses", 1L,
                        "cacheBytes", 0L,
                        "cacheEntries", 0L,
                        "cacheEvictions", 0L,
                        "cacheDirectBytes", 0L));
    }

    @Test
    void manyThreadsLeaveItConsistent() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> runs = new ArrayList<>();
            for (int seed = 0; seed < 4; seed++) {
                Random random = new Random(seed);
                runs.add(threads.submit(() -> churn(random)));
            }
            for (Future<?> run : runs) {
                run.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(cache.figures().get("cacheBytes")).isBetween(0L, 1L << 20);
        purge(true, PurgeTarget.everything());
        for (int i = 0; i < 150; i++) {
            assertThat(cache.find(key("http://a.example/" + i / 3, "t" + i % 3)).isEmpty())
                    .isTrue();
        }
        assertThat(cache.figures().get("cacheBytes")).isZero();
    }

    private void churn(Random random) {
        for (int i = 0; i < 2_000; i++) {
            CacheKey key = key("http://a.example/" + random.nextInt(50), "t" + random.nextInt(3));
            Entry entry = varying("" + random.nextInt(30), "x".repeat(random.nextInt(3000)));
            switch (random.nextInt(8)) {
                case 0 -> purge(true, PurgeTarget.url(key.url()));
                case 1 -> purge(random.nextBoolean(), PurgeTarget.prefix("http://a.example/1"));
                case 2 -> cache.find(key).entries().forEach(held -> cache.refresh(key, held, held.head()));
                case 3 -> cache.find(key).entries().forEach(held -> cache.drop(key, held));
                default -> put(key, entry);
            }
            assertThat(cache.find(key).entries()).hasSizeLessThanOrEqualTo(16);
        }
    }

    private void put(CacheKey key, Entry entry) {
        put(key, entry, cache.mark());
    }

    private void put(CacheKey key, Entry entry, long mark) {
        cache.put(key, entry.cleanUpTo(mark), mark);
    }

    private void purge(boolean hard, PurgeTarget target) {
        purges.carryOut(List.of(target), hard);
    }
}
