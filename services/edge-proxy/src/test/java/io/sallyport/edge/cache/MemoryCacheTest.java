package io.sallyport.edge.cache;

import static io.sallyport.edge.cache.Samples.config;
import static io.sallyport.edge.cache.Samples.entry;
import static io.sallyport.edge.cache.Samples.key;
import static io.sallyport.edge.cache.Samples.varying;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.cache.engine.stored.CacheKey;
import io.sallyport.http.HeaderList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class MemoryCacheTest {
    private static final CacheKey KEY = key("http://a.example/x");

    private final MemoryCache cache = new MemoryCache(config(1 << 20, 1 << 16));

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
        cache.remove(KEY);

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
    void removesATargetWithAllVariantsOnEveryTrack() {
        put(KEY, varying("1", "one"));
        put(KEY, varying("2", "two"));
        put(KEY.onTrack("canary"), entry("three"));
        put(key("http://a.example/xy"), entry("four"));

        assertThat(cache.remove(KEY.onTrack("unknown"))).isEqualTo(3);

        assertThat(cache.find(KEY).isEmpty()).isTrue();
        assertThat(cache.find(KEY.onTrack("canary")).isEmpty()).isTrue();
        assertThat(cache.find(key("http://a.example/xy")).isEmpty()).isFalse();
    }

    @Test
    void removesOnEveryTrackHoweverManyThereAre() {
        for (int i = 0; i < 300; i++) {
            put(KEY.onTrack("t" + i), entry("x"));
        }

        assertThat(cache.remove(KEY)).isEqualTo(300);
    }

    @Test
    void removesByPrefixOnEveryTrack() {
        put(key("http://a.example/shop/1", "stable"), entry("1"));
        put(key("http://a.example/shop/2?x", "canary"), entry("2"));
        put(key("http://a.example/other", "stable"), entry("3"));
        put(key("http://a.example.net/shop/1", "stable"), entry("4"));

        assertThat(cache.removePrefix("http://a.example/shop/")).isEqualTo(2);
        assertThat(cache.removePrefix("http://a.example")).isEqualTo(1);
        assertThat(cache.removePrefix("no url")).isZero();
        assertThat(cache.removeAll()).isEqualTo(1);
        assertThat(cache.figures().get("cacheEntries")).isZero();
        assertThat(cache.figures().get("cacheBytes")).isZero();
    }

    @Test
    void whatWasFetchedBeforeARemovalIsNotStoredAfterIt() {
        long beforeAll = cache.mark(KEY);
        cache.removeAll();
        cache.put(KEY, entry("old"), beforeAll);
        assertThat(cache.find(KEY).isEmpty()).isTrue();

        put(KEY, entry("kept"));
        long beforeOne = cache.mark(KEY);
        cache.remove(KEY);
        cache.put(KEY, entry("old"), beforeOne);
        assertThat(cache.find(KEY).isEmpty()).isTrue();

        long beforePrefix = cache.mark(KEY);
        cache.removePrefix("http://b.example/");
        cache.put(KEY, entry("old"), beforePrefix);
        assertThat(cache.find(KEY).isEmpty()).isTrue();

        put(KEY, entry("new"));
        assertThat(cache.find(KEY).isEmpty()).isFalse();
    }

    @Test
    void aRemovalOnATrackNeverSeenStopsAFillUnderWay() {
        CacheKey canary = KEY.onTrack("first-fill");
        long before = cache.mark(canary);

        cache.remove(KEY);
        cache.put(canary, entry("old"), before);

        assertThat(cache.find(canary).isEmpty()).isTrue();
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
        cache.removeAll();
        assertThat(cache.figures().get("cacheBytes")).isZero();
    }

    private void churn(Random random) {
        for (int i = 0; i < 2_000; i++) {
            CacheKey key = key("http://a.example/" + random.nextInt(50), "t" + random.nextInt(3));
            Entry entry = varying("" + random.nextInt(30), "x".repeat(random.nextInt(3000)));
            switch (random.nextInt(8)) {
                case 0 -> cache.remove(key);
                case 1 -> cache.removePrefix("http://a.example/1");
                case 2 -> cache.find(key).entries().forEach(held -> cache.refresh(key, held, held.head()));
                case 3 -> cache.find(key).entries().forEach(held -> cache.drop(key, held));
                default -> cache.put(key, entry, cache.mark(key));
            }
            assertThat(cache.find(key).entries()).hasSizeLessThanOrEqualTo(16);
        }
    }

    private void put(CacheKey key, Entry entry) {
        cache.put(key, entry, cache.mark(key));
    }
}
