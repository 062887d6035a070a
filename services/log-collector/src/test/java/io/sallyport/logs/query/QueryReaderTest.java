package io.sallyport.logs.query;

import static io.sallyport.logs.Records.NEW_YEAR_MICROS;
import static io.sallyport.logs.Records.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.logs.record.Field;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryReaderTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:15:00Z");

    @Test
    void readsEveryParameter() {
        RecordQuery query = accepted(
                "since", "15m", "until", "2026-01-01T00:10:00.5Z", "limit", "7", "order", "asc", "cursor", "5.6");

        assertThat(query.selection().sinceMicros()).isEqualTo(NEW_YEAR_MICROS);
        assertThat(query.selection().untilMicros()).isEqualTo(NEW_YEAR_MICROS + 600_500_000L);
        assertThat(query.limit()).isEqualTo(7);
        assertThat(query.order()).isEqualTo(RecordQuery.Order.ASC);
        assertThat(query.after()).contains(new Place(5, 6));
    }

    @Test
    void joinsFilterAndFieldsByAnd() {
        Selection selection = accepted("where", "method=GET or method=PUT", "status", "502", "cluster", "shop")
                .selection();

        assertThat(selection.accepts(record().status(502).kept())).isTrue();
        assertThat(selection.accepts(record().status(503).kept())).isFalse();
        assertThat(selection.accepts(record().status(502).method("POST").kept()))
                .isFalse();
    }

    @Test
    void wantsEverythingByDefault() {
        RecordQuery query = accepted();

        assertThat(query.selection().accepts(record().kept())).isTrue();
        assertThat(query.limit()).isEqualTo(100);
        assertThat(query.order()).isEqualTo(RecordQuery.Order.DESC);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    since  | yesterday        | a time ago such as
                    since  | -5m              | a time ago such as
                    since  | m                | a time ago such as
                    since  | 999999999999999d | a time ago such as
                    until  | +1000000000-12-31T23:59:59Z | an instant such as
                    limit  | 0                | 1 to 10000
                    limit  | 10001            | 1 to 10000
                    limit  | many             | 1 to 10000
                    order  | up               | desc, asc
                    cursor | 17               | the "next" of the answer before
                    where  | status>          | at character 8
                    status | abc              | a whole number
                    stauts | 502              | cursor, format, limit, order, or one of the fields
                    """)
    void refusesAndSaysWhatIsAllowed(String name, String value, String detail) {
        ParsedQuery<RecordQuery> parsed = QueryReader.records(parameters(name, value), NOW);

        ParsedQuery.Refused<RecordQuery> refused = (ParsedQuery.Refused<RecordQuery>) parsed;
        assertThat(refused.parameter()).isEqualTo(name);
        assertThat(refused.detail()).contains(detail);
    }

    @Test
    void readsGroupsOfFigures() {
        ParsedQuery<StatsQuery> parsed = QueryReader.stats(parameters("by", "cluster, version"), NOW);

        assertThat(((ParsedQuery.Accepted<StatsQuery>) parsed).query().by())
                .containsExactly(Field.CLUSTER, Field.VERSION);
        assertThat(QueryReader.stats(parameters("by", "limit"), NOW)).isInstanceOf(ParsedQuery.Refused.class);
        assertThat(QueryReader.stats(parameters("by", ","), NOW)).isInstanceOf(ParsedQuery.Refused.class);
        assertThat(QueryReader.stats(parameters("limit", "5"), NOW)).isInstanceOf(ParsedQuery.Refused.class);
    }

    private static RecordQuery accepted(String... parameters) {
        return ((ParsedQuery.Accepted<RecordQuery>) QueryReader.records(parameters(parameters), NOW)).query();
    }

    private static List<Map.Entry<String, String>> parameters(String... pairs) {
        List<Map.Entry<String, String>> parameters = new ArrayList<>();
        for (int i = 0; i < pairs.length; i += 2) {
            parameters.add(Map.entry(pairs[i], pairs[i + 1]));
        }
        return parameters;
    }
}
