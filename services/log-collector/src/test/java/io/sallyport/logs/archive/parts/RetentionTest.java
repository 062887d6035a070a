package io.sallyport.logs.archive.parts;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.logs.archive.ArchiveSettings;
import io.sallyport.logs.archive.Lane;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RetentionTest {
    private static final long DAY = 86_400_000_000L;
    private static final long NOW = 1000 * DAY;

    private final Retention retention = new Retention(
            new ArchiveSettings(Optional.empty(), Duration.ofDays(7), Duration.ofDays(400), 1000, 1 << 20));

    private static Part part(Lane lane, long number, long newestDaysAgo, long bytes) {
        long newest = NOW - newestDaysAgo * DAY;
        return new Part(
                lane, number, new Span(10, 0, 9, 0, newest), NOW, bytes, new Part.Table("t" + number), Set.of());
    }

    private List<Long> leaving(long bytes, Part... parts) {
        return retention.leaving(List.of(parts), NOW, bytes).stream()
                .map(Part::number)
                .toList();
    }

    @Test
    void whatIsTooOldGoesByTheAgeOfItsLane() {
        assertThat(leaving(
                        0,
                        part(Lane.TRAFFIC, 1, 8, 1),
                        part(Lane.TRAFFIC, 2, 6, 1),
                        part(Lane.AUDIT, 3, 300, 1),
                        part(Lane.AUDIT, 4, 401, 1)))
                .containsExactly(1L, 4L);
    }

    @Test
    void aStartInTheFutureDoesNotKeepAPart() {
        Part jumped = new Part(
                Lane.TRAFFIC,
                1,
                new Span(1, 0, 0, NOW, NOW + 9000 * DAY),
                NOW - 8 * DAY,
                1,
                new Part.Table("t"),
                Set.of());
        assertThat(leaving(0, jumped)).containsExactly(1L);
    }

    @Test
    void aPartWithoutRowsIsAsOldAsItsBeginning() {
        assertThat(leaving(0, empty(1, NOW - 8 * DAY), empty(2, NOW))).containsExactly(1L);
    }

    private static Part empty(long number, long begunMicros) {
        return new Part(Lane.TRAFFIC, number, Span.from(10), begunMicros, 0, new Part.Table("t" + number), Set.of());
    }

    @Test
    void theOldestOfTrafficGoUntilTheRestFits() {
        Part[] parts = {
            part(Lane.TRAFFIC, 3, 1, 400),
            part(Lane.AUDIT, 1, 1, 5000),
            part(Lane.TRAFFIC, 1, 3, 400),
            part(Lane.TRAFFIC, 2, 2, 400)
        };
        assertThat(leaving(1000, parts)).isEmpty();
        assertThat(leaving(1001, parts)).containsExactly(1L);
        assertThat(leaving(1600, parts)).containsExactly(1L, 2L);
    }

    @Test
    void whatIsTooOldCountsNoMore() {
        assertThat(leaving(1400, part(Lane.TRAFFIC, 1, 8, 400), part(Lane.TRAFFIC, 2, 1, 400)))
                .containsExactly(1L);
    }
}
