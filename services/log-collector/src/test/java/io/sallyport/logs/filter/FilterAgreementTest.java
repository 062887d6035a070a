package io.sallyport.logs.filter;

import static io.sallyport.logs.Records.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.logs.RandomRecords;
import io.sallyport.logs.RecordTable;
import io.sallyport.logs.record.KeptRecord;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a filter says of a record at hand and what it says in the archive is the same. */
class FilterAgreementTest {
    /** Some seconds; ten times as many by the property. */
    private static final int FILTERS = Integer.getInteger("sallyport.filters", 500);

    private static final int AT_ONCE = 40;
    private static final int RECORDS = 80;

    @Test
    void saysTheSameOfARecordAtHandAndInTheArchive() throws SQLException {
        Random random = new Random(20260601);
        RandomRecords source = new RandomRecords(random);
        List<KeptRecord> records = new ArrayList<>();
        for (int i = 0; i < RECORDS; i++) {
            records.add(source.next(i));
        }
        RandomFilters filters = new RandomFilters(random);
        long accepted = 0;
        try (RecordTable table = new RecordTable(records)) {
            for (int round = 0; round < FILTERS / AT_ONCE; round++) {
                List<String> texts = new ArrayList<>();
                for (int i = 0; i < AT_ONCE; i++) {
                    texts.add(filters.next(2));
                }
                accepted += compare(table, records, texts);
            }
        }
        // Filters that hold for everything, or for nothing, would prove little.
        assertThat(accepted).isBetween(FILTERS * RECORDS / 10L, FILTERS * (RECORDS * 9L) / 10);
    }

    @Test
    void findsNetworksInAnyLanguage() throws SQLException {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG"));
        List<KeptRecord> records = List.of(
                record().server("shop", "10.1.2.3:80", "1").kept(),
                record().server("shop", "192.0.2.1:80", "1").kept());
        try (RecordTable table = new RecordTable(records)) {
            assertThat(compare(table, records, List.of("endpoint in 10.0.0.0/8")))
                    .isEqualTo(1);
        } finally {
            Locale.setDefault(before);
        }
    }

    private static long compare(RecordTable table, List<KeptRecord> records, List<String> texts) throws SQLException {
        List<Filter> filters = texts.stream().map(FilterAgreementTest::parsed).toList();
        SqlCondition sql = new SqlCondition();
        for (Filter filter : filters) {
            sql.text(", (");
            filter.write(sql);
            sql.text(")");
        }
        long accepted = 0;
        try (PreparedStatement statement =
                table.connection().prepareStatement("SELECT n" + sql.text() + " FROM records ORDER BY n")) {
            for (int i = 0; i < sql.values().size(); i++) {
                statement.setObject(i + 1, sql.values().get(i));
            }
            ResultSet rows = statement.executeQuery();
            for (KeptRecord kept : records) {
                rows.next();
                for (int i = 0; i < filters.size(); i++) {
                    boolean here = filters.get(i).accepts(kept);
                    accepted += here ? 1 : 0;
                    assertThat(rows.getBoolean(i + 2))
                            .as("%s of %s", texts.get(i), kept)
                            .isEqualTo(here);
                }
            }
        }
        return accepted;
    }

    private static Filter parsed(String text) {
        ParsedFilter parsed = FilterParser.parse(text);
        assertThat(parsed).as(text).isInstanceOf(ParsedFilter.Accepted.class);
        return ((ParsedFilter.Accepted) parsed).filter();
    }
}
