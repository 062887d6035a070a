package io.sallyport.logs.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.log.AccessRecord.Kind;
import io.sallyport.contract.log.RecordsAnswer;
import io.sallyport.contract.log.RecordsQuestion;
import io.sallyport.logs.Archives;
import io.sallyport.logs.Records;
import io.sallyport.logs.archive.Archive;
import io.sallyport.logs.record.KeptRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecordPagesTest {
    private final Archive archive = Archives.inMemory();

    @AfterEach
    void close() {
        archive.close();
    }

    private void fill(int records) {
        List<KeptRecord> kept = new ArrayList<>();
        for (int i = 1; i <= records; i++) {
            kept.add(Records.record()
                    .sequence(i)
                    .startedAt(i * 1000L)
                    .reported(i % 10 == 0 ? "trial" : "")
                    .kept());
        }
        archive.append(kept, List.of());
    }

    private static RecordsQuestion question(long from, boolean reportedOnly, int limit) {
        return new RecordsQuestion(from, 0, Long.MAX_VALUE, reportedOnly, limit);
    }

    private static List<Long> sequences(List<AccessRecord> records) {
        return records.stream().map(AccessRecord::sequence).toList();
    }

    @Test
    void givesEveryRecordOnceOverPages() {
        fill(95);
        List<Long> seen = new ArrayList<>();
        RecordsQuestion question = question(0, false, 10);
        RecordsAnswer answer;
        do {
            answer = page(question);
            seen.addAll(sequences(answer.records()));
            question = question.after(answer);
        } while (answer.next() < answer.end());

        assertThat(seen).hasSize(95).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void beginsSoManyBeforeTheEnd() {
        fill(95);

        assertThat(sequences(page(question(-2, false, 100)).records())).containsExactly(94L, 95L);
        assertThat(sequences(page(question(-200, false, 100)).records())).hasSize(95);
        assertThat(page(question(-2, false, 100)).oldestMicros()).isEqualTo(1000);
    }

    @Test
    void passesOverWhatIsOfAnotherTime() {
        fill(95);

        assertThat(page(new RecordsQuestion(0, 200_000, 300_000, false, 100)))
                .isEqualTo(new RecordsAnswer(List.of(), 95, 95, 95, 1000));
    }

    @Test
    void givesOnlyWhatIsAskedFor() {
        fill(95);
        Archives.add(
                archive,
                Records.record()
                        .startedAt(30_000)
                        .reported("t")
                        .kind(Kind.ADMIN)
                        .kept(),
                Records.record()
                        .startedAt(30_000)
                        .reported("t")
                        .kind(Kind.PROGRESS)
                        .kept());

        assertThat(sequences(
                        page(new RecordsQuestion(0, 20_000, 50_000, true, 100)).records()))
                .containsExactly(20L, 30L, 40L);
    }

    @Test
    void looksAtABoundedNumberForAPage() {
        archive.append(
                Collections.nCopies(
                        RecordPages.LOOKED_AT, Records.record().sequence(1).kept()),
                List.of());
        Archives.add(archive, Records.record().sequence(0).reported("trial").kept());

        RecordsAnswer first = page(question(0, true, 5000));
        RecordsAnswer second = page(question(first.next(), true, 5000));

        assertThat(first.next()).isEqualTo(RecordPages.LOOKED_AT);
        assertThat(first.records()).isEmpty();
        assertThat(sequences(second.records())).containsExactly(0L);
        assertThat(second.next()).isEqualTo(second.end());
    }

    @Test
    void saysThatNothingIsThere() {
        assertThat(page(question(0, false, 10))).isEqualTo(new RecordsAnswer(List.of(), 0, 0, 0, 0));
        assertThat(page(question(7, false, 10)).next()).isZero();
    }

    private RecordsAnswer page(RecordsQuestion question) {
        return RecordPages.page(archive, question);
    }
}
