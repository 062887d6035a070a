package io.sallyport.logs.query;

import static io.sallyport.logs.Records.NEW_YEAR_MICROS;
import static io.sallyport.logs.Records.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.log.AccessRecord.Kind;
import io.sallyport.logs.record.Field;
import io.sallyport.logs.record.KeptRecord;
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
                "since",
                "15m",
                "until",
                "2026-01-01T00:10:00.5Z",
                "limit",
                "7",
                "order",
                "asc",
                "cursor",
                "5.6.edge-1.a",
                "fields",
                "host,status");

        assertThat(query.selection().sinceMicros()).isEqualTo(NEW_YEAR_MICROS);
        assertThat(query.selection().untilMicros()).isEqualTo(NEW_YEAR_MICROS + 600_500_000L);
        assertThat(query.limit()).isEqualTo(7);
        assertThat(query.order()).isEqualTo(Order.ASC);
        assertThat(query.after()).contains(new Place(5, "edge-1.a", 6));
        assertThat(query.fields()).containsExactly(Field.AUTHORITY, Field.STATUS);
    }

    @Test
    void joinsFilterAndFieldsByAnd() {
        Selection selection = accepted("where", "method=GET or method=PUT", "status", "502", "cluster", "shop")
                .selection();

        assertThat(selection.filter().accepts(record().status(502).kept())).isTrue();
        assertThat(selection.filter().accepts(record().status(503).kept())).isFalse();
        assertThat(selection
                        .filter()
                        .accepts(record().status(502).method("POST").kept()))
                .isFalse();
    }

    @Test
    void wantsEverythingByDefault() {
        RecordQuery query = accepted();

        assertThat(query.selection().filter().accepts(record().kept())).isTrue();
        assertThat(query.limit()).isEqualTo(100);
        assertThat(query.order()).isEqualTo(Order.DESC);
        assertThat(query.isWhole()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    since  | yesterday        | a time ago such as
                    since  | -5m              | a time ago such as
                    since  | m                | a time ago such as
                    since  | 999999999999999d | a time ago such as
                    until  | +1000000000-12-31T23:59:59Z | an instant such as
                    limit  | 0                | 1 to 10000, or with another format than json to 10000000
                    limit  | 10001            | 1 to 10000
                    limit  | 10000001         | 1 to 10000
                    limit  | many             | 1 to 10000
                    order  | up               | desc, asc
                    format | xml              | json, ndjson, csv, common, combined
                    fields | host,colour      | found "colour"
                    fields | ,                | found ""
                    scope  | here             | all, or local
                    cursor | 17               | the "next" of the answer before
                    cursor | 1.2              | the "next" of the answer before
                    cursor | a.b.c            | the "next" of the answer before
                    where  | status>          | at character 8
                    status | abc              | a whole number
                    stauts | 502              | cursor, fields, format, limit, order, scope, or one of the fields
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

    @Test
    void readsSlotsAndGroupsAtMost() {
        StatsQuery slots = stats("every", "10s", "by", "");

        assertThat(slots.by()).isEmpty();
        assertThat(slots.everyMicros()).isEqualTo(10_000_000);
        assertThat(slots.top()).isEqualTo(20);
        assertThat(slots.selection().sinceMicros()).isEqualTo(NEW_YEAR_MICROS + 300_000_000L);
        assertThat(stats().top()).isEqualTo(1000);
        assertThat(stats("top", "3").top()).isEqualTo(3);
        assertThat(refusal(QueryReader.stats(parameters("every", "1s", "since", "30d"), NOW)))
                .contains("every", "2592000 slots of time");
        assertThat(refusal(QueryReader.stats(parameters("every", "soon"), NOW))).contains("every", "10s, 1m or 1h");
        assertThat(refusal(QueryReader.stats(parameters("every", "400d"), NOW))).contains("every");
        assertThat(refusal(QueryReader.stats(parameters("top", "1001"), NOW))).contains("1 to 1000");
    }

    @Test
    void bindsTheLimitToTheFormatWhicheverComesFirst() {
        assertThat(accepted("limit", "10000000", "format", "csv").limit()).isEqualTo(10_000_000);
        assertThat(accepted("format", "NDJSON", "limit", "20000").format()).isEqualTo(Format.NDJSON);
        assertThat(refusal(QueryReader.records(parameters("limit", "20000"), NOW)))
                .contains("limit", "20000");
    }

    @Test
    void tellsOfChangesOnlyWhoAsksForKinds() {
        KeptRecord change = record().kind(Kind.ADMIN).kept();

        assertThat(accepted().selection().filter().accepts(change)).isFalse();
        assertThat(accepted("where", "not status=1").selection().filter().accepts(change))
                .isFalse();
        assertThat(accepted("kind", "admin").selection().filter().accepts(change))
                .isTrue();
        assertThat(accepted("where", "kind!=tunnel").selection().filter().accepts(change))
                .isTrue();
        assertThat(stats("by", "kind").selection().filter().accepts(change)).isTrue();
        assertThat(stats().selection().filter().accepts(change)).isFalse();
    }

    @Test
    void countsCopiesAndTunnelsThatGoOnOnlyWhereTheyAreToldApart() {
        KeptRecord copy = record().track("shadow").kept();
        KeptRecord progress = record().kind(Kind.PROGRESS).kept();

        assertThat(stats("by", "route").selection().filter().accepts(copy)).isFalse();
        assertThat(stats("by", "track").selection().filter().accepts(copy)).isTrue();
        assertThat(stats("by", "route").selection().filter().accepts(progress)).isFalse();
        assertThat(stats("by", "route,kind").selection().filter().accepts(progress))
                .isTrue();
    }

    @Test
    void readsValuesOfParametersAsTheLanguageDoes() {
        assertThat(accepted("status", "500..599")
                        .selection()
                        .filter()
                        .accepts(record().status(502).kept()))
                .isTrue();
        assertThat(accepted("path", "/api/*").selection().filter().accepts(record().kept()))
                .isTrue();
        assertThat(accepted("client", "10.0.0.0/8").selection().filter().accepts(record().kept()))
                .isTrue();
        assertThat(accepted("path", "/api/items?page=2").selection().filter().accepts(record().kept()))
                .isTrue();
    }

    @Test
    void followsWithoutARangeOfTime() {
        ParsedQuery<TailQuery> tail = QueryReader.tail(parameters("where", "status=5", "last", "10"), NOW);

        assertThat(((ParsedQuery.Accepted<TailQuery>) tail).query().last()).isEqualTo(10);
        assertThat(refusal(QueryReader.tail(parameters("since", "5m"), NOW))).contains("last, scope, or one of");
        assertThat(refusal(QueryReader.tail(parameters("last", "1001"), NOW))).contains("0 to 1000");
    }

    private static StatsQuery stats(String... parameters) {
        return ((ParsedQuery.Accepted<StatsQuery>) QueryReader.stats(parameters(parameters), NOW)).query();
    }

    private static String refusal(ParsedQuery<?> parsed) {
        ParsedQuery.Refused<?> refused = (ParsedQuery.Refused<?>) parsed;
        return refused.parameter() + ": " + refused.detail();
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
