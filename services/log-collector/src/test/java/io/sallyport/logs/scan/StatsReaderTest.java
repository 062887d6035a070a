package io.sallyport.logs.scan;

import static io.sallyport.logs.Records.NEW_YEAR_MICROS;
import static io.sallyport.logs.Records.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.logs.Archives;
import io.sallyport.logs.archive.Archive;
import io.sallyport.logs.query.Latencies;
import io.sallyport.logs.query.Selection;
import io.sallyport.logs.query.StatsMerge;
import io.sallyport.logs.query.StatsQuery;
import io.sallyport.logs.query.StatsRow;
import io.sallyport.logs.record.Field;
import io.sallyport.logs.record.KeptRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatsReaderTest {
    private final Archive archive = Archives.inMemory();

    @AfterEach
    void close() {
        archive.close();
    }

    @Test
    void countsPerGroupAndComesCloseToTheTruePercentiles() {
        List<KeptRecord> records = new ArrayList<>();
        for (int i = 1; i <= 1000; i++) {
            records.add(record().took(i * 1000L).status(i > 900 ? 503 : 200).kept());
        }
        records.add(record().server("blog", "127.0.0.1:9200", "2").took(7).kept());
        archive.append(records, List.of());

        List<StatsRow> rows = read(0, 1000, Field.CLUSTER, Field.VERSION);

        assertThat(rows).hasSize(2);
        StatsRow shop = rows.get(0);
        assertThat(shop.group()).containsExactly("shop", "1.1");
        assertThat(shop.sums().count()).isEqualTo(1000);
        assertThat(shop.errorShare()).isEqualTo(0.1);
        assertThat(shop.sums().bytesOut()).isEqualTo(2_048_000);
        assertThat(shop.latencies().perMille(500)).isBetween(496_000L, 504_000L);
        assertThat(shop.latencies().perMille(990)).isBetween(982_000L, 998_000L);
        assertThat(shop.latencies().perMille(999)).isBetween(991_000L, 1_007_000L);
        assertThat(rows.get(1).latencies().perMille(990)).isEqualTo(7);
    }

    @Test
    void findsTheRangeOfATimeAsWeDo() {
        List<Long> times = new ArrayList<>(List.of(0L, 1L, 127L, 128L, 129L, Long.MAX_VALUE));
        for (int bit = 8; bit < 63; bit++) {
            times.addAll(List.of((1L << bit) - 1, 1L << bit, (1L << bit) + 1, (1L << bit) + (1L << (bit - 1)) + 3));
        }
        List<KeptRecord> records = new ArrayList<>();
        for (long time : times) {
            records.add(record().took(time).path(Long.toString(time)).kept());
        }
        archive.append(records, List.of());

        List<StatsRow> rows = read(0, 1000, Field.PATH);

        assertThat(rows).hasSize(times.size());
        for (StatsRow row : rows) {
            long time = Long.parseLong(row.group().get(0));
            assertThat(row.latencies().toString()).as("%d", time).isEqualTo(Latencies.range(time) + ":1");
        }
    }

    @Test
    void cutsTimeIntoSlots() {
        Archives.add(
                archive,
                record().startedAt(NEW_YEAR_MICROS + 9_999_999).kept(),
                record().startedAt(NEW_YEAR_MICROS + 10_000_000).status(404).kept(),
                record().startedAt(NEW_YEAR_MICROS + 19_999_999).kept());

        List<StatsRow> rows = read(10_000_000, 20);

        assertThat(rows)
                .extracting(StatsRow::slotMicros)
                .containsExactly(NEW_YEAR_MICROS, NEW_YEAR_MICROS + 10_000_000);
        assertThat(rows).extracting(row -> row.sums().count()).containsExactly(1L, 2L);
        assertThat(read(10_000_000, 20, Field.STATUS))
                .extracting(row -> row.group().get(0))
                .containsExactly("200", "200", "404");
    }

    @Test
    void countsWhatRulesRefusedWhatTheCacheAnsweredAndWhatFailed() {
        Archives.add(
                archive,
                record().outcome(Outcome.RULE_BLOCKED).status(404).kept(),
                record().outcome(Outcome.RATE_LIMITED).status(429).kept(),
                record().outcome(Outcome.CACHE_HIT).kept(),
                record().outcome(Outcome.ANSWER_INCOMPLETE).kept(),
                record().outcome(Outcome.CLIENT_GONE).status(0).kept());

        StatsRow.Sums sums = read(0, 1).get(0).sums();

        assertThat(sums).isEqualTo(new StatsRow.Sums(5, 1, 2, 1, 50, 5 * 2048));
    }

    @Test
    void tellsTheLargestGroupsApartAndPutsTheRestTogether() {
        List<KeptRecord> records = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            for (int count = 0; count <= i; count++) {
                records.add(record().path("/" + i).kept());
            }
        }
        archive.append(records, List.of());

        List<StatsRow> rows = read(0, 3, Field.PATH);

        assertThat(rows).hasSize(4);
        assertThat(rows.get(0).isOther()).isTrue();
        assertThat(rows.get(0).sums().count()).isEqualTo(records.size() - 50 - 49 - 48);
        assertThat(rows.subList(1, 4)).extracting(row -> row.group().get(0)).containsExactly("/49", "/48", "/47");
    }

    @Test
    void twoCollectorsSayTogetherWhatOneWithAllRecordsSays() {
        Random random = new Random(3);
        List<KeptRecord> left = new ArrayList<>();
        List<KeptRecord> right = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            KeptRecord kept = record().took((long) Math.exp(random.nextDouble() * 18))
                    .startedAt(NEW_YEAR_MICROS + random.nextInt(30_000_000))
                    .status(random.nextInt(5) == 0 ? 500 : 200)
                    .route("r-" + random.nextInt(6))
                    .kept();
            (random.nextBoolean() ? left : right).add(kept);
        }
        StatsQuery query = query(10_000_000, 4, Field.ROUTE);
        List<StatsRow> one;
        List<StatsRow> two;
        try (Archive other = Archives.inMemory()) {
            other.append(right, List.of());
            archive.append(left, List.of());
            two = StatsMerge.merge(
                    List.of(
                            StatsReader.read(archive, query.widened(), new Stop()),
                            StatsReader.read(other, query.widened(), new Stop())),
                    query.top());
        }
        archive.append(right, List.of());
        one = StatsMerge.merge(List.of(StatsReader.read(archive, query, new Stop())), query.top());

        assertThat(two).hasSize(15).hasSameSizeAs(one);
        for (int i = 0; i < one.size(); i++) {
            assertThat(two.get(i).group()).isEqualTo(one.get(i).group());
            assertThat(two.get(i).sums()).isEqualTo(one.get(i).sums());
            assertThat(two.get(i).latencies().toString())
                    .isEqualTo(one.get(i).latencies().toString());
        }
    }

    private List<StatsRow> read(long every, int top, Field... by) {
        StatsQuery query = query(every, top, by);
        return StatsMerge.merge(List.of(StatsReader.read(archive, query, new Stop())), query.top());
    }

    private static StatsQuery query(long every, int top, Field... by) {
        return new StatsQuery(Selection.EVERYTHING, List.of(by), every, top);
    }
}
