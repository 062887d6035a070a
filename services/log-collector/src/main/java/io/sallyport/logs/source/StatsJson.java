package io.sallyport.logs.source;

import io.sallyport.logs.query.Latencies;
import io.sallyport.logs.query.StatsQuery;
import io.sallyport.logs.query.StatsRow;
import io.sallyport.logs.query.StatsRow.Sums;
import io.sallyport.logs.record.Field;
import io.sallyport.logs.source.Suite.Figures;
import io.sallyport.logs.write.JsonRows;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Figures as JSON, for callers and, with all that is needed to put them together, for another collector. */
public final class StatsJson {
    private StatsJson() {}

    /** What one collector has. */
    record Part(List<StatsRow> rows, long kept) {}

    /** @param whole with the counts behind the percentiles */
    public static JsonObject answer(StatsQuery query, Figures figures, boolean whole) {
        JsonArray groups = new JsonArray();
        figures.rows().forEach(row -> groups.add(group(query, row, whole)));
        JsonObject answer = new JsonObject();
        if (query.everyMicros() > 0) {
            answer.put(
                    "every",
                    query.everyMicros() / 1000 % 1000 == 0
                            ? query.everyMicros() / 1_000_000 + "s"
                            : query.everyMicros() / 1000 + "ms");
        }
        return answer.put("groups", groups)
                .put("kept", figures.kept())
                .put("coverage", figures.coverage().json());
    }

    private static JsonObject group(StatsQuery query, StatsRow row, boolean whole) {
        JsonObject group = new JsonObject();
        if (query.everyMicros() > 0) {
            group.put("at", JsonRows.instant(row.slotMicros()).toString());
        }
        JsonObject by = new JsonObject();
        for (int i = 0; i < query.by().size(); i++) {
            by.put(
                    query.by().get(i).label(),
                    row.isOther() ? "other" : row.group().get(i));
        }
        Sums sums = row.sums();
        group.put("by", by)
                .put("count", sums.count())
                .put("errors", sums.errors())
                .put("errorShare", row.errorShare())
                .put("blocked", sums.blocked())
                .put("hits", sums.hits())
                .put("bytesIn", sums.bytesIn())
                .put("bytesOut", sums.bytesOut())
                .put("p50Micros", row.latencies().perMille(500))
                .put("p90Micros", row.latencies().perMille(900))
                .put("p99Micros", row.latencies().perMille(990))
                .put("p999Micros", row.latencies().perMille(999));
        if (row.isOther()) {
            group.put("other", true);
        }
        return whole ? group.put("latencies", row.latencies().toString()) : group;
    }

    /** The rest of the question to another collector. */
    static PeerQuestion question(PeerQuestion conditions, StatsQuery query) {
        conditions.add("by", query.by().stream().map(Field::label).collect(Collectors.joining(",")));
        conditions.add("top", Integer.toString(query.top()));
        return query.everyMicros() > 0
                ? conditions.add(
                        "every",
                        Duration.of(query.everyMicros(), ChronoUnit.MICROS).toMillis() + "ms")
                : conditions;
    }

    /** Reads what another collector has answered to {@link #question}. */
    static Part part(Buffer body, StatsQuery query) {
        JsonObject answer = body.toJsonObject();
        List<StatsRow> rows = new ArrayList<>();
        JsonArray groups = answer.getJsonArray("groups");
        for (int i = 0; i < groups.size(); i++) {
            rows.add(row(groups.getJsonObject(i), query));
        }
        return new Part(rows, answer.getLong("kept", 0L));
    }

    private static StatsRow row(JsonObject group, StatsQuery query) {
        JsonObject by = group.getJsonObject("by");
        List<String> values = group.getBoolean("other", false)
                ? null
                : query.by().stream()
                        .map(field -> by.getString(field.label(), ""))
                        .toList();
        Sums sums = new Sums(
                group.getLong("count"),
                group.getLong("errors"),
                group.getLong("blocked"),
                group.getLong("hits"),
                group.getLong("bytesIn"),
                group.getLong("bytesOut"));
        long slot = query.everyMicros() > 0
                ? ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(group.getString("at")))
                : 0;
        return new StatsRow(slot, values, sums, Latencies.parse(group.getString("latencies", "")));
    }
}
