package io.sallyport.logs.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.log.RecordsAnswer;
import io.sallyport.contract.log.RecordsQuestion;
import io.sallyport.logs.Records;
import io.sallyport.logs.keep.RecordRing;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordPagesTest {
    private static RecordRing ring(int capacity, int records) {
        RecordRing ring = new RecordRing(capacity);
        for (int i = 1; i <= records; i++) {
            ring.add(Records.record()
                    .sequence(i)
                    .startedAt(i * 1000L)
                    .reported(i % 10 == 0 ? "trial" : "")
                    .kept());
        }
        return ring;
    }

    private static RecordsQuestion question(long from, boolean reportedOnly, int limit) {
        return new RecordsQuestion(from, 0, Long.MAX_VALUE, reportedOnly, limit);
    }

    private static List<Long> sequences(List<AccessRecord> records) {
        return records.stream().map(AccessRecord::sequence).toList();
    }

    @Test
    void givesEveryRecordOnceOverPages() {
        RecordRing ring = ring(100, 95);
        List<Long> seen = new ArrayList<>();
        RecordsQuestion question = question(0, false, 10);
        RecordsAnswer answer;
        do {
            answer = RecordPages.page(ring, question);
            seen.addAll(sequences(answer.records()));
            question = question.after(answer);
        } while (answer.next() < answer.end());

        assertThat(seen).hasSize(95).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void beginsWhereTheRingBeginsOrSoManyBeforeItsEnd() {
        RecordRing ring = ring(10, 95);

        assertThat(sequences(RecordPages.page(ring, question(3, false, 100)).records()))
                .first()
                .isEqualTo(86L);
        assertThat(sequences(RecordPages.page(ring, question(-2, false, 100)).records()))
                .containsExactly(94L, 95L);
        assertThat(RecordPages.page(ring, question(-2, false, 100)).oldestMicros())
                .isEqualTo(86_000);
    }

    @Test
    void givesOnlyWhatIsAskedFor() {
        RecordRing ring = ring(100, 95);

        assertThat(sequences(RecordPages.page(ring, new RecordsQuestion(0, 20_000, 50_000, true, 100))
                        .records()))
                .containsExactly(20L, 30L, 40L);
    }

    @Test
    void looksAtABoundedNumberForAPage() {
        RecordRing ring = new RecordRing(RecordPages.LOOKED_AT * 2);
        for (int i = 1; i <= RecordPages.LOOKED_AT; i++) {
            ring.add(Records.record().sequence(i).kept());
        }
        ring.add(Records.record().sequence(0).reported("trial").kept());

        RecordsAnswer first = RecordPages.page(ring, question(0, true, 5000));
        RecordsAnswer second = RecordPages.page(ring, question(first.next(), true, 5000));

        assertThat(first.next()).isEqualTo(RecordPages.LOOKED_AT);
        assertThat(first.records()).isEmpty();
        assertThat(sequences(second.records())).containsExactly(0L);
        assertThat(second.next()).isEqualTo(second.end());
    }

    @Test
    void saysThatNothingIsThere() {
        assertThat(RecordPages.page(new RecordRing(10), question(0, false, 10)))
                .isEqualTo(new RecordsAnswer(List.of(), 0, 0, 0, 0));
        assertThat(RecordPages.page(new RecordRing(10), question(7, false, 10)).next())
                .isZero();
    }
}
