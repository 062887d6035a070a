package io.sallyport.logs.query;

import static io.sallyport.logs.Records.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord.Kind;
import io.sallyport.logs.Archives;
import io.sallyport.logs.archive.Archive;
import io.sallyport.logs.record.Field;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StatsScanTest {
    private final Archive archive = Archives.inMemory();

    @AfterEach
    void close() {
        archive.close();
    }

    @Test
    void countsCopiesOnlyWhereSidesAreToldApart() {
        Archives.add(archive, record().kept());
        Archives.add(archive, record().track("shadow").kept());

        assertThat(StatsScan.run(archive, new StatsQuery(Selection.EVERYTHING, List.of(Field.ROUTE))))
                .extracting(StatsRow::count)
                .containsExactly(1L);
        assertThat(StatsScan.run(archive, new StatsQuery(Selection.EVERYTHING, List.of(Field.TRACK))))
                .hasSize(2);
    }

    @Test
    void countsATunnelOnceHoweverManyRecordsItHas() {
        Archives.add(archive, record().kind(Kind.PROGRESS).kept());
        Archives.add(archive, record().kind(Kind.PROGRESS).kept());
        Archives.add(archive, record().kind(Kind.TUNNEL).kept());

        assertThat(StatsScan.run(archive, new StatsQuery(Selection.EVERYTHING, List.of(Field.ROUTE))))
                .extracting(StatsRow::count)
                .containsExactly(1L);
        assertThat(StatsScan.run(archive, new StatsQuery(Selection.EVERYTHING, List.of(Field.KIND))))
                .extracting(StatsRow::count)
                .containsExactly(2L, 1L);
    }

    @Test
    void countsAndRanksPerGroup() {
        for (int i = 1; i <= 100; i++) {
            Archives.add(archive, record().took(i).status(i > 90 ? 503 : 200).kept());
        }
        Archives.add(
                archive, record().server("blog", "127.0.0.1:9200", "2").took(7).kept());

        List<StatsRow> rows =
                StatsScan.run(archive, new StatsQuery(Selection.EVERYTHING, List.of(Field.CLUSTER, Field.VERSION)));

        assertThat(rows).hasSize(2);
        StatsRow shop = rows.get(0);
        assertThat(shop.group()).containsExactly("shop", "1.1");
        assertThat(shop.count()).isEqualTo(100);
        assertThat(shop.errorShare()).isEqualTo(0.1);
        assertThat(shop.bytesOut()).isEqualTo(204_800);
        assertThat(List.of(shop.p50Micros(), shop.p90Micros(), shop.p99Micros()))
                .containsExactly(50L, 90L, 99L);
        assertThat(rows.get(1).p99Micros()).isEqualTo(7);
    }

    @Test
    void countsFailuresOfOthersThanTheClientAsErrors() {
        Archives.add(
                archive, record().status(200).outcome(Outcome.ANSWER_INCOMPLETE).kept());
        Archives.add(archive, record().status(0).outcome(Outcome.CLIENT_GONE).kept());
        Archives.add(archive, record().status(404).outcome(Outcome.RULE_BLOCKED).kept());

        List<StatsRow> rows = StatsScan.run(archive, new StatsQuery(Selection.EVERYTHING, List.of(Field.OUTCOME)));

        assertThat(rows)
                .filteredOn(row -> row.errors() > 0)
                .extracting(StatsRow::group)
                .containsExactly(List.of("http_response_incomplete"));
    }

    @Test
    void boundsTheGroups() {
        for (int i = 0; i < 1500; i++) {
            Archives.add(archive, record().path("/" + i).kept());
        }

        List<StatsRow> rows = StatsScan.run(archive, new StatsQuery(Selection.EVERYTHING, List.of(Field.PATH)));

        assertThat(rows).hasSize(StatsScan.MAX_GROUPS + 1);
        assertThat(rows.get(0).group()).containsExactly("other");
        assertThat(rows.get(0).count()).isEqualTo(500);
    }
}
