package io.sallyport.standalone.cli;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** The report of {@code /v1/fingerprint} for people. */
final class FingerprintText {
    private FingerprintText() {}

    /** A table, then what could not be asked, then a summary. */
    static String text(JsonObject report) {
        List<String[]> rows = new ArrayList<>();
        for (int i = 0; i < report.getJsonArray("leaks").size(); i++) {
            JsonObject leak = report.getJsonArray("leaks").getJsonObject(i);
            rows.add(new String[] {
                leak.getString("severity"),
                leak.getString("route").isEmpty() ? "(none)" : leak.getString("route"),
                leak.getString("listener"),
                leak.getString("probe"),
                leak.getString("where") + " " + leak.getString("name"),
                leak.getString("value"),
                leak.getString("what") + "; " + leak.getString("remedy")
            });
        }
        StringBuilder text = new StringBuilder();
        if (!rows.isEmpty()) {
            rows.add(0, new String[] {"SEVERITY", "ROUTE", "LISTENER", "PROBE", "WHERE", "VALUE", "WHAT, AND THE REMEDY"
            });
            TextTable.write(rows, text);
        }
        report.getJsonArray("unanswered")
                .forEach(line -> text.append("not answered: ").append(line).append('\n'));
        return text.append(summary(report, Math.max(0, rows.size() - 1))).toString();
    }

    private static String summary(JsonObject report, int leaks) {
        return report.getInteger("probes") + " questions about " + report.getInteger("routes") + " route"
                + (report.getInteger("routes") == 1 ? "" : "s") + " in " + report.getLong("millis") + " ms"
                + (report.getBoolean("complete") ? "" : ", not all that there are") + ": "
                + (leaks == 0 ? "no leak" : leaks + (leaks == 1 ? " leak" : " leaks")) + ".\n";
    }
}
