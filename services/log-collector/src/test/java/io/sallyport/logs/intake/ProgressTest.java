package io.sallyport.logs.intake;

import static io.sallyport.logs.Records.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.log.AccessBatch;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.logs.intake.Progress.News;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final Progress progress = new Progress();

    @Test
    void takesARepeatedBatchOnce() {
        assertThat(take(batch("a", 0, 1, 2, 3)).fresh()).hasSize(3);

        News again = take(batch("a", 0, 1, 2, 3));

        assertThat(again.fresh()).isEmpty();
        assertThat(again.sequence()).isEqualTo(3);
    }

    @Test
    void takesTheNewPartOfABatchThatOverlaps() {
        take(batch("a", 0, 1, 2, 3));

        assertThat(take(batch("a", 0, 2, 3, 4, 5)).fresh())
                .extracting(AccessRecord::sequence)
                .containsExactly(4L, 5L);
    }

    @Test
    void tellsEdgesApart() {
        take(batch("a", 0, 1, 2));

        assertThat(take(batch("b", 0, 1, 2)).fresh()).hasSize(2);
    }

    @Test
    void countsDropsOnce() {
        assertThat(take(batch("a", 5, 1)).dropped()).isEqualTo(5);
        assertThat(take(batch("a", 5, 1)).dropped()).isZero();
        assertThat(take(batch("a", 7, 2)).dropped()).isEqualTo(2);
    }

    @Test
    void hasNotHeardWhatWasOnlyLookedAt() {
        progress.look(batch("a", 5, 1, 2));

        News again = progress.look(batch("a", 5, 1, 2));

        assertThat(again.fresh()).hasSize(2);
        assertThat(again.dropped()).isEqualTo(5);
    }

    private News take(AccessBatch batch) {
        News news = progress.look(batch);
        progress.heard(batch.edge(), news);
        return news;
    }

    private static AccessBatch batch(String edge, long dropped, long... sequences) {
        List<AccessRecord> records = LongStream.of(sequences)
                .mapToObj(sequence -> record().sequence(sequence).build())
                .toList();
        return new AccessBatch(edge, records, dropped);
    }
}
