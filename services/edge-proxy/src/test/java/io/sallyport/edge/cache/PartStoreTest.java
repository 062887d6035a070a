package io.sallyport.edge.cache;

import static io.sallyport.edge.cache.Samples.config;
import static io.sallyport.edge.cache.Samples.entry;
import static io.sallyport.edge.cache.Samples.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.cache.engine.partial.PartAdmission;
import io.sallyport.cache.engine.purge.PurgeTable;
import io.sallyport.cache.engine.stored.CacheKey;
import io.sallyport.cache.engine.stored.StoredHead;
import io.sallyport.contract.cache.PurgeTarget;
import io.sallyport.http.HeaderList;
import io.sallyport.http.range.ByteRange;
import io.sallyport.http.range.ContentRange;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class PartStoreTest {
    private static final CacheKey KEY = key("http://a.example/x");

    private final PurgeTable purges = new PurgeTable(1);
    private final MemoryCache cache = new MemoryCache(config(1 << 20, 1 << 16), purges);
    private final PartStore parts = new PartStore(cache, bytes -> bytes <= 1 << 16);

    private void put(CacheKey key, long first, long last, long length, String tag) {
        put(key, first, last, length, tag, false);
    }

    private void put(CacheKey key, long first, long last, long length, String tag, boolean only) {
        StoredHead head = Samples.head(HeaderList.EMPTY, 200, "cache-control", "max-age=60", "etag", tag);
        ContentRange range = new ContentRange(new ByteRange(first, last), length);
        Buffer body = Buffer.buffer("x".repeat((int) (last - first + 1)));
        parts.put(key, new PartAdmission.Store(head, range, false, only), body, cache.mark());
    }

    private List<ByteRange> held() {
        return parts.find(KEY).entries().stream()
                .flatMap(entry -> entry.parts().runs().stream())
                .toList();
    }

    @Test
    void aPartIsNeverMetByWhoLooksForTheWhole() {
        put(KEY, 0, 9, 100, "\"a\"");

        assertThat(cache.find(KEY).isEmpty()).isTrue();
        assertThat(held()).containsExactly(new ByteRange(0, 9));
    }

    @Test
    void theWholeTakesThePlaceOfItsParts() {
        put(KEY, 0, 9, 20, "\"a\"");
        put(KEY, 10, 19, 20, "\"a\"");

        assertThat(held()).isEmpty();
        assertThat(cache.find(KEY).entries()).singleElement().satisfies(entry -> {
            assertThat(entry.isPartial()).isFalse();
            assertThat(entry.body().toString()).isEqualTo("x".repeat(20));
        });
    }

    @Test
    void anotherWholeEndsTheParts() {
        put(KEY, 0, 9, 20, "\"a\"");
        cache.put(KEY, entry("another"), cache.mark());

        assertThat(held()).isEmpty();
    }

    @Test
    void bodiesOfTheSameTagAndAnotherLengthAreNotJoined() {
        put(KEY, 0, 9, 100, "\"a\"");
        put(KEY, 10, 19, 200, "\"a\"");

        assertThat(held()).containsExactly(new ByteRange(10, 19));
    }

    @Test
    void whatIsOnlyToBeJoinedIsNotStoredAlone() {
        put(KEY, 10, 19, 100, "\"a\"", true);
        assertThat(held()).isEmpty();

        put(KEY, 0, 9, 100, "\"a\"");
        put(KEY, 10, 19, 100, "\"a\"", true);
        assertThat(held()).containsExactly(new ByteRange(0, 19));
    }

    /** The limit of a body is one for what is held of it: a film larger than that is kept where it was watched last. */
    @Test
    void beyondTheLargestBodyItBeginsAnew() {
        long length = 10L << 30;
        put(KEY, 0, 39_999, length, "\"a\"");
        put(KEY, 40_000, 59_999, length, "\"a\"");
        put(KEY, 60_000, 69_999, length, "\"a\"");

        assertThat(held()).containsExactly(new ByteRange(60_000, 69_999));
    }

    @Test
    void aPartThatWasAskedForBeforeARemovalIsNotStored() {
        long before = cache.mark();
        purges.carryOut(List.of(PurgeTarget.url(KEY.url())), true);
        StoredHead head = Samples.head(HeaderList.EMPTY, 200, "cache-control", "max-age=60", "etag", "\"a\"");
        ContentRange range = new ContentRange(new ByteRange(0, 1), 10);
        parts.put(KEY, new PartAdmission.Store(head, range, false, false), Buffer.buffer("xx"), before);

        assertThat(held()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = PurgeTarget.Scope.class,
            names = {"URL", "PREFIX", "EVERYTHING"})
    void everyPurgeReachesParts(PurgeTarget.Scope scope) {
        put(KEY, 0, 9, 100, "\"a\"");
        assertThat(held()).isNotEmpty();

        purges.carryOut(List.of(new PurgeTarget(scope, KEY.url(), "")), true);

        assertThat(held()).isEmpty();
    }

    @Test
    void partsAreWeighedAndEvictedLikeOthers() {
        for (int i = 0; i < 200; i++) {
            for (int n = 0; n < 5; n++) {
                put(key("http://a.example/" + i), n * 4000, n * 4000 + 1999, 1 << 30, "\"a\"");
                assertThat(cache.figures().get("cacheBytes")).isLessThanOrEqualTo(1 << 20);
            }
        }
        assertThat(cache.figures().get("cacheEntries")).isBetween(60L, 110L);
    }
}
