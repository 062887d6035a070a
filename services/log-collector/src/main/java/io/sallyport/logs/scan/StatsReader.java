package io.sallyport.logs.scan;

import io.sallyport.contract.Outcome;
import io.sallyport.logs.archive.Archive;
import io.sallyport.logs.archive.Reading;
import io.sallyport.logs.filter.SqlCondition;
import io.sallyport.logs.query.Latencies;
import io.sallyport.logs.query.StatsQuery;
import io.sallyport.logs.query.StatsRow;
import io.sallyport.logs.query.StatsRow.Sums;
import io.sallyport.logs.record.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duckdb.DuckDBDataChunkReader;

/**
 * Answers a question for figures by one statement: records are counted by slot, group and range of their time; then the
 * largest groups are told apart and the rest is put together; then the ranges of each group become one text.
 */
public final class StatsReader {
    private static final int FIRST_GROUP = 9;

    private static final String ERROR = "(\"status\" >= 500 OR \"outcome\" IN "
            + tokens(outcome -> outcome.group() == Outcome.Group.FAILED && outcome.side() != Outcome.Side.DOWNSTREAM)
            + ")";
    private static final String BLOCKED = "(\"outcome\" IN "
            + tokens(outcome -> switch (outcome) {
                case RULE_BLOCKED, RULE_DROPPED, TUNNEL_CUT, ACCESS_DENIED, RATE_LIMITED -> true;
                default -> false;
            })
            + ")";
    private static final String HIT = "(\"outcome\" IN " + tokens(outcome -> outcome == Outcome.CACHE_HIT) + ")";

    private static final String MICROS =
            "greatest(0, least(" + Latencies.MAX_MICROS + ", \"" + Field.TOTAL.label() + "\"))";
    private static final String SHIFT = "(floor(log2(micros))::BIGINT - " + Latencies.SUB_BITS + ")";
    private static final int SUB = 1 << Latencies.SUB_BITS;
    private static final String RANGE = "CASE WHEN micros < " + 2 * SUB + " THEN micros ELSE " + SHIFT + " * " + SUB
            + " + (micros >> " + SHIFT + ") END";

    private StatsReader() {}

    public static List<StatsRow> read(Archive archive, StatsQuery query, Stop stop) {
        List<StatsRow> rows = new ArrayList<>();
        long since = query.selection().sinceMicros();
        long until = query.selection().untilMicros();
        if (since >= until) {
            return rows;
        }
        try (Reading reading = archive.open(since, until)) {
            Asking.ask(reading, sql(reading.relation(), query), stop, (chunk, count) -> {
                for (int i = 0; i < count; i++) {
                    rows.add(row(chunk, i, query.by().size()));
                }
            });
        }
        return rows;
    }

    private static SqlCondition sql(String relation, StatsQuery query) {
        SqlCondition sql = new SqlCondition();
        matched(sql, relation, query);
        String groups = groups(query, "g", ", ");
        sql.text(", cells AS (SELECT slot, " + groups + RANGE + " AS reach, count(*) AS n, " + sums()
                + " FROM matched GROUP BY ALL)");
        if (query.by().isEmpty()) {
            sql.text(", named AS (SELECT *, FALSE AS other FROM cells)");
        } else {
            named(sql, query);
        }
        sql.text(" SELECT slot, other, sum(n)::BIGINT, " + bounded("errors") + ", " + bounded("blocked") + ", "
                + bounded("hits") + ", " + bounded("bytesin") + ", " + bounded("bytesout")
                + ", string_agg(reach || ':' || n, ',') " + groups(query, ", g", "")
                + " FROM named GROUP BY slot, other"
                + groups(query, ", g", ""));
        return sql;
    }

    private static void matched(SqlCondition sql, String relation, StatsQuery query) {
        sql.text("WITH matched AS (SELECT ");
        if (query.everyMicros() > 0) {
            sql.column(Field.STARTED_AT).text(" // ").value(query.everyMicros());
            sql.text(" * ").value(query.everyMicros()).text(" AS slot");
        } else {
            sql.text("0::BIGINT AS slot");
        }
        for (int i = 0; i < query.by().size(); i++) {
            sql.text(", ").column(query.by().get(i)).text("::VARCHAR AS g" + i);
        }
        sql.text(", " + MICROS + " AS micros, " + ERROR + " AS error, " + BLOCKED + " AS block, " + HIT + " AS hit, ");
        sql.column(Field.BYTES_IN).text(" AS sent, ").column(Field.BYTES_OUT).text(" AS got FROM " + relation);
        sql.text(" WHERE ")
                .column(Field.STARTED_AT)
                .text(" >= ")
                .value(query.selection().sinceMicros());
        sql.text(" AND ")
                .column(Field.STARTED_AT)
                .text(" < ")
                .value(query.selection().untilMicros());
        sql.text(" AND ");
        query.selection().filter().write(sql);
        sql.text(")");
    }

    private static String sums() {
        return "count(*) FILTER (error) AS errors, count(*) FILTER (block) AS blocked, count(*) FILTER (hit) AS hits,"
                + " sum(sent) AS bytesin, sum(got) AS bytesout";
    }

    private static void named(SqlCondition sql, StatsQuery query) {
        String groups = groups(query, "g", ", ");
        String bare = groups.substring(0, groups.length() - 2);
        String kept = IntStream.range(0, query.by().size())
                .mapToObj(i -> "CASE WHEN place <= " + query.top() + " THEN g" + i + " END AS g" + i + ", ")
                .collect(Collectors.joining());
        sql.text(", places AS (SELECT " + groups + "row_number() OVER (ORDER BY sum(n) DESC, " + bare
                + ") AS place FROM cells GROUP BY " + bare + ")");
        sql.text(", named AS (SELECT slot, " + kept + "place > " + query.top() + " AS other, reach, sum(n) AS n,"
                + " sum(errors) AS errors, sum(blocked) AS blocked, sum(hits) AS hits, sum(bytesin) AS bytesin,"
                + " sum(bytesout) AS bytesout FROM cells JOIN places USING (" + bare + ") GROUP BY ALL)");
    }

    private static String bounded(String column) {
        return "least(sum(" + column + "), " + Long.MAX_VALUE + ")::BIGINT";
    }

    private static String groups(StatsQuery query, String before, String after) {
        return IntStream.range(0, query.by().size())
                .mapToObj(i -> before + i + after)
                .collect(Collectors.joining());
    }

    private static StatsRow row(DuckDBDataChunkReader chunk, int row, int groups) {
        List<String> group = null;
        if (!chunk.vector(1).getBoolean(row)) {
            group = new ArrayList<>();
            for (int i = 0; i < groups; i++) {
                group.add(chunk.vector(FIRST_GROUP + i).getString(row));
            }
        }
        Sums sums = new Sums(
                chunk.vector(2).getLong(row),
                chunk.vector(3).getLong(row),
                chunk.vector(4).getLong(row),
                chunk.vector(5).getLong(row),
                chunk.vector(6).getLong(row),
                chunk.vector(7).getLong(row));
        return new StatsRow(
                chunk.vector(0).getLong(row),
                group,
                sums,
                Latencies.parse(chunk.vector(8).getString(row)));
    }

    private static String tokens(Predicate<Outcome> wanted) {
        return Arrays.stream(Outcome.values())
                .filter(wanted)
                .map(outcome -> "'" + outcome.token() + "'")
                .collect(Collectors.joining(", ", "(", ")"));
    }
}
