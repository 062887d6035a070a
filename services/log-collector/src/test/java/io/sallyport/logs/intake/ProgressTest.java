package io.sallyport.logs.intake;

import static io.sallyport.logs.Records.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.log.AccessBatch;
import io.sallyport.contract.log.AccessRecord;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private final Progress progress = new Progress();

    @Test
    void knowsARepeatedBatch() {
        hear(batch("a", 1, 2, 3));

        assertThat(progress.fresh(batch("a", 1, 2, 3))).isEmpty();
    }

    @Test
    void tellsTheNewPartOfABatchThatOverlaps() {
        hear(batch("a", 1, 2, 3));

        assertThat(progress.fresh(batch("a", 2, 3, 4, 5)))
                .extracting(AccessRecord::sequence)
                .containsExactly(4L, 5L);
    }

    @Test
    void takesABatchThatComesLate() {
        hear(batch("a", 7, 8, 9));

        assertThat(progress.fresh(batch("a", 1, 2, 3))).hasSize(3);
    }

    @Test
    void tellsEdgesApart() {
        hear(batch("a", 1, 2));

        assertThat(progress.fresh(batch("b", 1, 2))).hasSize(2);
    }

    @Test
    void forgetsWhatWasNotKept() {
        hear(batch("a", 1, 2, 3));
        progress.remove("a", batch("a", 2, 3).records());

        assertThat(progress.fresh(batch("a", 1, 2, 3)))
                .extracting(AccessRecord::sequence)
                .containsExactly(2L, 3L);
    }

    @Test
    void rangesAreAsASetOfNumbers() {
        Random random = new Random(73);
        for (int round = 0; round < 300; round++) {
            Ranges ranges = new Ranges(1000);
            BitSet expected = new BitSet();
            for (int step = 0; step < 40; step++) {
                int first = random.nextInt(60);
                int last = first + random.nextInt(12);
                if (random.nextInt(3) > 0) {
                    ranges.add(first, last);
                    expected.set(first, last + 1);
                } else {
                    ranges.remove(first, last);
                    expected.clear(first, last + 1);
                }
                for (int number = 0; number < 80; number++) {
                    assertThat(ranges.contains(number)).isEqualTo(expected.get(number));
                }
            }
            assertThat(ranges.size()).isEqualTo(pieces(expected));
        }
    }

    @Test
    void forgetsTheLowestRangesBeyondTheBound() {
        Ranges ranges = new Ranges(3);
        for (int number = 1; number <= 9; number += 2) {
            ranges.add(number, number);
        }

        assertThat(ranges.size()).isEqualTo(3);
        assertThat(LongStream.rangeClosed(1, 9).filter(ranges::contains)).containsExactly(5L, 7L, 9L);
    }

    private static int pieces(BitSet set) {
        int pieces = 0;
        for (int at = set.nextSetBit(0); at >= 0; at = set.nextSetBit(set.nextClearBit(at))) {
            pieces++;
        }
        return pieces;
    }

    private void hear(AccessBatch batch) {
        progress.add(batch.edge(), batch.records());
    }

    private static AccessBatch batch(String edge, long... sequences) {
        List<AccessRecord> records = LongStream.of(sequences)
                .mapToObj(sequence -> record().sequence(sequence).build())
                .toList();
        return new AccessBatch(edge, records, 0);
    }
}
