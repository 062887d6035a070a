package io.sallyport.cache.record;

import static io.sallyport.cache.record.Entries.NOW;
import static io.sallyport.cache.record.Entries.entry;
import static io.sallyport.cache.record.Entries.head;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.http.HeaderList;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class KeyRecordTest {
    private static final byte[] KEY = {1};

    @Test
    void keepsVariantsBesideEachOtherAndReplacesTheSame() {
        SharedEntry newer = entry("a", new byte[2]);
        KeyRecord record = KeyRecord.empty(KEY)
                .with(entry("a", new byte[1]), NOW)
                .with(entry("b", new byte[1]), NOW)
                .with(newer, NOW);

        assertThat(record.variants().entries()).hasSize(2);
        assertThat(record.select(HeaderList.of("x-kind", "a"), NOW)).isSameAs(newer);
        assertThat(record.select(HeaderList.EMPTY, NOW)).isNull();
    }

    @Test
    void givesNothingThatIsOfNoUseAnyMoreAndThrowsItAway() {
        KeyRecord record = KeyRecord.empty(KEY).with(entry("a", new byte[1]), NOW);

        assertThat(record.select(HeaderList.of("x-kind", "a"), NOW + 59_999)).isNotNull();
        assertThat(record.select(HeaderList.of("x-kind", "a"), NOW + 60_000)).isNull();
        assertThat(record.with(entry("b", new byte[1]), NOW + 60_000).variants().entries())
                .hasSize(1);
    }

    @Test
    void neverGrowsBeyondItsBytes() {
        KeyRecord record = KeyRecord.empty(KEY);
        for (int i = 0; i < 16; i++) {
            record = record.with(entry("" + i, new byte[100 * 1024]), NOW);
            assertThat(record.bytes()).isLessThanOrEqualTo(KeyRecord.BYTES_MAX);
        }
        assertThat(record.variants().entries()).hasSize(10);
        assertThat(record.select(HeaderList.of("x-kind", "15"), NOW)).isNotNull();
    }

    @Test
    void letsGoOfOneResponseAndNoOther() {
        SharedEntry first = entry("a", new byte[1]);
        SharedEntry second = entry("b", new byte[1]).inChunks("object");
        KeyRecord record = KeyRecord.empty(KEY).with(first, NOW).with(second, NOW);

        assertThat(record.without(first).variants().entries()).containsExactly(second);
        assertThat(record.withoutObject("object").variants().entries()).containsExactly(first);
        assertThat(record.withoutObject("other").variants().entries()).hasSize(2);
        assertThat(record.without(entry("c", new byte[1])).variants().entries()).hasSize(2);
    }

    @Test
    void countsTheLifeOfAResponse() {
        Duration keep = Duration.ofSeconds(10);

        assertThat(Life.goneAtMillis(head(null, "max-age=60"), keep, NOW)).isEqualTo(NOW + 70_000);
        assertThat(Life.goneAtMillis(head(null, "max-age=60"), keep, NOW + 65_000))
                .isEqualTo(NOW + 70_000);
        assertThat(Life.goneAtMillis(head(null, "max-age=60, stale-while-revalidate=5, stale-if-error=30"), keep, NOW))
                .isEqualTo(NOW + 100_000);
        assertThat(Life.goneAtMillis(head(null, "no-cache"), keep, NOW)).isEqualTo(NOW + 10_000);
        assertThat(Life.goneAtMillis(
                        head(null, "max-age=99999999999, stale-if-error=99999999999"), Duration.ofDays(365), NOW))
                .isGreaterThan(NOW);
    }

    @Test
    void knowsWhatMayBePartOfAName() {
        assertThat(Names.isPart("0b0f5f3e-6B1E")).isTrue();
        assertThat(Names.isPart("a".repeat(64))).isTrue();
        for (String text : new String[] {"", "a".repeat(65), "a:b", "a b", "ä", "a\n", "a*", "."}) {
            assertThat(Names.isPart(text)).as(text).isFalse();
        }
    }
}
