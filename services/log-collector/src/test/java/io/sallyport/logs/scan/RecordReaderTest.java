package io.sallyport.logs.scan;

import static io.sallyport.logs.Records.NEW_YEAR_MICROS;
import static io.sallyport.logs.Records.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.logs.Archives;
import io.sallyport.logs.RandomRecords;
import io.sallyport.logs.archive.Archive;
import io.sallyport.logs.filter.Filter;
import io.sallyport.logs.query.Format;
import io.sallyport.logs.query.Order;
import io.sallyport.logs.query.Place;
import io.sallyport.logs.query.RecordQuery;
import io.sallyport.logs.query.RowPage;
import io.sallyport.logs.query.Selection;
import io.sallyport.logs.record.Field;
import io.sallyport.logs.record.KeptRecord;
import io.sallyport.logs.record.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecordReaderTest {
    private static final long NOW = NEW_YEAR_MICROS + 2_000_000;
    private static final Comparator<KeptRecord> BY_PLACE = Comparator.comparingLong(
                    (KeptRecord kept) -> kept.access().startedAtMicros())
            .thenComparing(KeptRecord::edge)
            .thenComparingLong(kept -> kept.access().sequence());

    private final Archive archive = Archives.inMemory();

    @AfterEach
    void close() {
        archive.close();
    }

    @Test
    void pagesThroughEverythingOnceInOrderAndGivesBackWhatWasKept() {
        Random random = new Random(7);
        RandomRecords source = new RandomRecords(random);
        List<KeptRecord> records = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            records.add(source.next(i));
        }
        archive.append(records, List.of());
        for (Order order : Order.values()) {
            Comparator<KeptRecord> comparator = order == Order.ASC ? BY_PLACE : BY_PLACE.reversed();
            List<KeptRecord> expected = records.stream().sorted(comparator).toList();

            assertThat(pages(order, 37, Long.MAX_VALUE)).isEqualTo(expected);
            assertThat(pages(order, 37, 0)).isEqualTo(expected);
            assertThat(pages(order, 1000, 0)).isEqualTo(expected);
        }
    }

    @Test
    void goesFromWindowToWindowOverYears() {
        for (int i = 0; i < 60; i++) {
            Archives.add(
                    archive,
                    record().sequence(i)
                            .startedAt(NEW_YEAR_MICROS - (long) i * i * i * 1_000_000_000L)
                            .kept());
        }
        for (Order order : Order.values()) {
            assertThat(pages(order, 7, 0)).hasSize(60);
        }
    }

    @Test
    void neitherRepeatsNorHidesWhatWasThereWhenOthersArriveBetweenPages() {
        for (Order order : Order.values()) {
            Random random = new Random(11);
            List<Long> before = new ArrayList<>();
            long sequence = order.ordinal() * 100_000L;
            for (int i = 0; i < 200; i++) {
                before.add(++sequence);
                add(sequence, random.nextInt(50));
            }
            RecordReader reader = new RecordReader(archive, query(order, Selection.EVERYTHING, all()), 0);
            List<Long> seen = new ArrayList<>();
            Optional<Place> after = Optional.empty();
            RowPage page;
            do {
                page = reader.page(after, 13, NOW, new Stop());
                page.rows().forEach(row -> seen.add(row.number(Field.SEQUENCE)));
                after = Optional.of(Place.of(page.rows().get(page.rows().size() - 1)));
                for (int i = 0; i < 5; i++) {
                    add(++sequence, random.nextInt(50));
                }
            } while (page.more());

            assertThat(seen).doesNotHaveDuplicates().containsAll(before);
        }
    }

    @Test
    void saysWhetherThereIsMoreAndReadsOnlyTheFieldsAsked() {
        add(1, 1);
        add(2, 2);
        add(3, 3);

        assertThat(read(Order.DESC, 2).more()).isTrue();
        assertThat(read(Order.DESC, 3).more()).isFalse();
        RecordQuery few = query(Order.ASC, Selection.EVERYTHING, List.of(Field.PATH));
        Row row = new RecordReader(archive, few)
                .page(Optional.empty(), 1, NOW, new Stop())
                .rows()
                .get(0);
        assertThat(row.text(Field.PATH)).isEqualTo("/api/items?page=2");
        assertThat(row.text(Field.METHOD)).isEmpty();
        assertThat(row.number(Field.SEQUENCE)).isEqualTo(1);
    }

    @Test
    void respectsTheTimeRange() {
        for (int i = 1; i <= 4; i++) {
            add(i, i);
        }
        Selection middle = new Selection(Filter.ANY, NEW_YEAR_MICROS + 2, NEW_YEAR_MICROS + 4);
        Selection none = new Selection(Filter.ANY, NEW_YEAR_MICROS + 4, NEW_YEAR_MICROS + 2);

        for (long few : new long[] {0, 1000}) {
            assertThat(sequences(new RecordReader(archive, query(Order.ASC, middle, all()), few)))
                    .containsExactly(2L, 3L);
            assertThat(sequences(new RecordReader(archive, query(Order.DESC, none, all()), few)))
                    .isEmpty();
        }
    }

    @Test
    void takesTextsOfSqlForTexts() {
        String hostile = "'; DROP TABLE records; -- \" ? ) OR TRUE";
        Archives.add(
                archive, record().path(hostile).kept(), record().sequence(2).kept());
        Selection selection = new Selection(Filter.equal(Field.PATH, hostile), Long.MIN_VALUE, Long.MAX_VALUE);

        assertThat(sequences(new RecordReader(archive, query(Order.ASC, selection, all()))))
                .containsExactly(1L);
        assertThat(read(Order.ASC, 10).rows()).hasSize(2);
    }

    private void add(long sequence, int offset) {
        Archives.add(
                archive,
                record().sequence(sequence).startedAt(NEW_YEAR_MICROS + offset).kept());
    }

    private RowPage read(Order order, int limit) {
        return new RecordReader(archive, query(order, Selection.EVERYTHING, all()))
                .page(Optional.empty(), limit, NOW, new Stop());
    }

    private static List<Long> sequences(RecordReader reader) {
        return reader.page(Optional.empty(), 100, NOW, new Stop()).rows().stream()
                .map(row -> row.number(Field.SEQUENCE))
                .toList();
    }

    private List<KeptRecord> pages(Order order, int limit, long few) {
        RecordReader reader = new RecordReader(archive, query(order, Selection.EVERYTHING, all()), few);
        List<KeptRecord> seen = new ArrayList<>();
        Optional<Place> after = Optional.empty();
        RowPage page;
        do {
            page = reader.page(after, limit, NOW, new Stop());
            page.rows().forEach(row -> seen.add(row.kept()));
            after = Optional.of(Place.of(page.rows().get(page.rows().size() - 1)));
        } while (page.more());
        return seen;
    }

    private static List<Field> all() {
        return List.of(Field.values());
    }

    private static RecordQuery query(Order order, Selection selection, List<Field> fields) {
        return new RecordQuery(selection, order, 100, Optional.empty(), fields, Format.JSON);
    }
}
