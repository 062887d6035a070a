package io.sallyport.logs.scan;

import io.sallyport.logs.archive.Archive;
import io.sallyport.logs.archive.ArchiveFigures;
import io.sallyport.logs.archive.Reading;
import io.sallyport.logs.filter.SqlCondition;
import io.sallyport.logs.query.Order;
import io.sallyport.logs.query.Place;
import io.sallyport.logs.query.RecordQuery;
import io.sallyport.logs.query.RowPage;
import io.sallyport.logs.record.Field;
import io.sallyport.logs.record.Row;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBReadableVector;

/**
 * Reads the records that a question wants, a page at a time. Between pages it holds nothing of the archive: a reader who takes
 * an hour over millions of records keeps no part of it open. One thread at a time.
 */
public final class RecordReader {
    /** So few are looked through at once. */
    private static final long FEW = 200_000;

    private static final long FIRST_WIDTH = 60_000_000;
    private static final long LEAST_WIDTH = 1_000_000;

    private final Archive archive;
    private final RecordQuery query;
    private final List<Field> columns;
    private final long few;
    private long width = FIRST_WIDTH;

    public RecordReader(Archive archive, RecordQuery query) {
        this(archive, query, FEW);
    }

    RecordReader(Archive archive, RecordQuery query, long few) {
        this.archive = archive;
        this.query = query;
        this.few = few;
        Set<Field> needed = new LinkedHashSet<>(query.fields());
        needed.addAll(List.of(Field.STARTED_AT, Field.EDGE, Field.SEQUENCE));
        this.columns = List.copyOf(needed);
    }

    /**
     * The records behind a place.
     *
     * @param after     where to go on; empty to begin
     * @param limit     records at most
     * @param nowMicros time of day
     */
    public RowPage page(Optional<Place> after, int limit, long nowMicros, Stop stop) {
        ArchiveFigures figures = archive.figures();
        Window whole = whole(after);
        if (figures.records() <= few) {
            width = Long.MAX_VALUE;
        }
        long oldest = figures.oldestMicros();
        Optional<Window> window = Optional.of(Window.first(whole, query.order(), oldest, nowMicros, width));
        List<Row> rows = new ArrayList<>();
        while (window.isPresent() && rows.size() <= limit) {
            int before = rows.size();
            read(window.get(), after, limit + 1 - rows.size(), rows, stop);
            width = rows.size() == before ? Window.wider(width) : width;
            window = rows.size() > limit
                    ? Optional.empty()
                    : window.get().next(whole, query.order(), oldest, nowMicros, width);
        }
        boolean more = rows.size() > limit;
        if (more) {
            rows.remove(limit);
            narrow(rows);
        }
        return new RowPage(rows, more);
    }

    /** A window of the next page holds about twice as much as this page. */
    private void narrow(List<Row> rows) {
        long first = rows.get(0).number(Field.STARTED_AT);
        long last = rows.get(rows.size() - 1).number(Field.STARTED_AT);
        width = Math.max(LEAST_WIDTH, 2 * Math.abs(first - last));
    }

    private Window whole(Optional<Place> after) {
        long since = query.selection().sinceMicros();
        long until = query.selection().untilMicros();
        if (after.isEmpty()) {
            return new Window(since, until);
        }
        long place = after.get().startedAtMicros();
        return query.order() == Order.DESC
                ? new Window(since, Math.min(until, place == Long.MAX_VALUE ? place : place + 1))
                : new Window(Math.max(since, place), until);
    }

    private void read(Window window, Optional<Place> after, int limit, List<Row> rows, Stop stop) {
        if (window.from() >= window.to()) {
            return;
        }
        try (Reading reading = archive.open(window.from(), window.to())) {
            SqlCondition sql = sql(reading.relation(), window, after, limit);
            Asking.ask(reading, sql, stop, (chunk, count) -> take(chunk, count, rows));
        }
    }

    private SqlCondition sql(String relation, Window window, Optional<Place> after, int limit) {
        String direction = query.order() == Order.DESC ? " DESC" : "";
        SqlCondition sql = new SqlCondition().text("SELECT ");
        for (int i = 0; i < columns.size(); i++) {
            sql.text(i == 0 ? "" : ", ").column(columns.get(i));
        }
        sql.text(" FROM " + relation + " WHERE ")
                .column(Field.STARTED_AT)
                .text(" >= ")
                .value(window.from());
        sql.text(" AND ")
                .column(Field.STARTED_AT)
                .text(" < ")
                .value(window.to())
                .text(" AND ");
        after.ifPresent(place -> behind(sql, place));
        query.selection().filter().write(sql);
        sql.text(" ORDER BY ").column(Field.STARTED_AT).text(direction + ", ");
        sql.column(Field.EDGE).text(direction + ", ").column(Field.SEQUENCE).text(direction);
        // As a parameter it would keep the database from choosing the plan for few rows.
        return sql.text(" LIMIT " + limit);
    }

    private void behind(SqlCondition sql, Place place) {
        String behind = query.order() == Order.DESC ? " < " : " > ";
        sql.text("(").column(Field.STARTED_AT).text(behind).value(place.startedAtMicros());
        sql.text(" OR ").column(Field.STARTED_AT).text(" = ").value(place.startedAtMicros());
        sql.text(" AND (").column(Field.EDGE).text(behind).value(place.edge());
        sql.text(" OR ").column(Field.EDGE).text(" = ").value(place.edge());
        sql.text(" AND ")
                .column(Field.SEQUENCE)
                .text(behind)
                .value(place.sequence())
                .text(")) AND ");
    }

    private void take(DuckDBDataChunkReader chunk, int count, List<Row> rows) {
        int first = rows.size();
        for (int i = 0; i < count; i++) {
            rows.add(new Row());
        }
        for (int column = 0; column < columns.size(); column++) {
            Field field = columns.get(column);
            DuckDBReadableVector vector = chunk.vector(column);
            for (int i = 0; i < count; i++) {
                Row row = rows.get(first + i);
                if (field.type().isNumeric()) {
                    row.set(field, vector.getLong(i));
                } else {
                    row.set(field, vector.getString(i));
                }
            }
        }
    }
}
