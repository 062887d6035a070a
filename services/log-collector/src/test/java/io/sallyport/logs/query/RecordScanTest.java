package io.sallyport.logs.query;

import static io.sallyport.logs.Records.NEW_YEAR_MICROS;
import static io.sallyport.logs.Records.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.logs.Archives;
import io.sallyport.logs.archive.Archive;
import io.sallyport.logs.query.RecordQuery.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecordScanTest {
    private final Archive archive = Archives.inMemory();

    @AfterEach
    void close() {
        archive.close();
    }

    @Test
    void ordersByStartWhateverTheOrderOfArrival() {
        add(3, 1, 2, 2);

        assertThat(starts(RecordScan.run(archive, query(Order.DESC, 10)))).containsExactly(3L, 2L, 2L, 1L);
        assertThat(starts(RecordScan.run(archive, query(Order.ASC, 10)))).containsExactly(1L, 2L, 2L, 3L);
    }

    @Test
    void limitsToTheFirstInOrderAndSaysWhereToGoOn() {
        add(5, 1, 4, 2, 3);

        RecordPage newest = RecordScan.run(archive, query(Order.DESC, 2));

        assertThat(starts(newest)).containsExactly(5L, 4L);
        assertThat(newest.next()).isPresent();
        assertThat(RecordScan.run(archive, query(Order.ASC, 5)).next()).isEmpty();
    }

    @Test
    void pagesThroughEverythingOnceEvenWithEqualStarts() {
        Random random = new Random(7);
        for (int i = 0; i < 500; i++) {
            add(random.nextInt(20));
        }
        for (Order order : Order.values()) {
            List<Long> all = starts(RecordScan.run(archive, query(order, 1000)));
            assertThat(pages(order, 7)).hasSize(500).isEqualTo(all);
        }
    }

    @Test
    void respectsTheTimeRange() {
        add(1, 2, 3, 4);
        Selection middle = new Selection(Filter.ANY, NEW_YEAR_MICROS + 2, NEW_YEAR_MICROS + 4);

        RecordPage page = RecordScan.run(archive, new RecordQuery(middle, Order.ASC, 10, Optional.empty()));

        assertThat(starts(page)).containsExactly(2L, 3L);
    }

    private List<Long> pages(Order order, int limit) {
        List<Long> seen = new ArrayList<>();
        Optional<Place> after = Optional.empty();
        do {
            RecordPage page = RecordScan.run(archive, new RecordQuery(Selection.EVERYTHING, order, limit, after));
            seen.addAll(starts(page));
            after = page.next();
        } while (after.isPresent());
        return seen;
    }

    private void add(int... offsets) {
        for (int offset : offsets) {
            Archives.add(archive, record().startedAt(NEW_YEAR_MICROS + offset).kept());
        }
    }

    private static RecordQuery query(Order order, int limit) {
        return new RecordQuery(Selection.EVERYTHING, order, limit, Optional.empty());
    }

    private static List<Long> starts(RecordPage page) {
        return page.records().stream()
                .map(kept -> kept.access().startedAtMicros() - NEW_YEAR_MICROS)
                .toList();
    }
}
