package io.sallyport.standalone.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The answer of {@code /v1/logs/stats} for people. */
final class StatsText {
    private static final List<String> FIGURES =
            List.of("REQUESTS", "ERRORS", "BLOCKED", "HITS", "OUT", "P50", "P90", "P99", "P99.9");

    private StatsText() {}

    static String of(JsonObject answer) {
        JsonArray groups = answer.getJsonArray("groups");
        if (groups.isEmpty()) {
            return "no records match";
        }
        JsonObject first = groups.getJsonObject(0);
        List<String> names = new ArrayList<>(first.getJsonObject("by").fieldNames());
        List<String[]> rows = new ArrayList<>();
        rows.add(head(first.containsKey("at"), names));
        for (int i = 0; i < groups.size(); i++) {
            rows.add(row(groups.getJsonObject(i), names));
        }
        StringBuilder text = new StringBuilder();
        TextTable.write(rows, text);
        return text.toString();
    }

    private static String[] head(boolean timed, List<String> names) {
        List<String> cells = new ArrayList<>();
        if (timed) {
            cells.add("FROM");
        }
        names.forEach(name -> cells.add(name.toUpperCase(Locale.ROOT)));
        cells.addAll(FIGURES);
        return cells.toArray(String[]::new);
    }

    private static String[] row(JsonObject group, List<String> names) {
        List<String> cells = new ArrayList<>();
        if (group.containsKey("at")) {
            cells.add(group.getString("at"));
        }
        for (String name : names) {
            String value = String.valueOf(group.getJsonObject("by").getValue(name));
            cells.add(value.isEmpty() ? "-" : PlainText.of(value));
        }
        long count = group.getLong("count");
        cells.add(String.valueOf(count));
        cells.add(part(group.getLong("errors"), count));
        cells.add(part(group.getLong("blocked", 0L), count));
        cells.add(part(group.getLong("hits", 0L), count));
        cells.add(Amounts.bytes(group.getLong("bytesOut")));
        for (String percentile : List.of("p50Micros", "p90Micros", "p99Micros", "p999Micros")) {
            cells.add(Amounts.micros(group.getLong(percentile, 0L)));
        }
        return cells.toArray(String[]::new);
    }

    private static String part(long some, long all) {
        return some == 0 ? "0" : some + " (" + Amounts.share((double) some / all) + ")";
    }
}
