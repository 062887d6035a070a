package io.sallyport.standalone.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Answers of {@code /v1/alarms} for people. */
final class AlarmsText {
    private static final String CRITICAL = "critical";

    private AlarmsText() {}

    /** A row for each alarm, as they come: critical ones first. */
    static String table(JsonObject answer, Instant now, boolean colours) {
        JsonArray alarms = answer.getJsonArray("alarms");
        if (alarms.isEmpty()) {
            return "no alarms";
        }
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"SEVERITY", "FOR", "KIND", "TEXT"});
        for (int i = 0; i < alarms.size(); i++) {
            JsonObject alarm = alarms.getJsonObject(i);
            rows.add(new String[] {
                alarm.getString("severity"),
                Amounts.ago(Instant.parse(alarm.getString("since")), now),
                alarm.getString("kind"),
                PlainText.of(alarm.getString("text"))
            });
        }
        StringBuilder text = new StringBuilder();
        TextTable.write(
                rows,
                text,
                (row, column, cell) -> column == 0 && row > 0
                        ? (cell.strip().equals(CRITICAL) ? Paint.BAD : Paint.WARNING).on(cell, colours)
                        : cell);
        return text.toString();
    }

    static boolean isCritical(JsonObject answer) {
        return answer.getJsonArray("alarms").stream()
                .anyMatch(alarm -> CRITICAL.equals(((JsonObject) alarm).getString("severity")));
    }
}
