package io.sallyport.standalone.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** The report of {@code /v1/anonymity} for people. */
final class SelftestText {
    private SelftestText() {}

    /** A table, then what could not be probed, what was probed, and a summary. */
    static String text(JsonObject report) {
        JsonArray leaks = report.getJsonArray("leaks");
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {
            "SEVERITY", "LISTENER", "PROFILE", "PROBE", "KIND", "WHERE", "VALUE", "WHAT, AND THE REMEDY"
        });
        for (int i = 0; i < leaks.size(); i++) {
            JsonObject leak = leaks.getJsonObject(i);
            rows.add(new String[] {
                leak.getString("severity"),
                leak.getString("listener"),
                leak.getString("profile"),
                leak.getString("probe"),
                leak.getString("kind"),
                leak.getString("name"),
                leak.getString("value"),
                leak.getString("what") + "; " + leak.getString("remedy")
            });
        }
        StringBuilder text = new StringBuilder();
        if (!leaks.isEmpty()) {
            TextTable.write(rows, text);
        }
        report.getJsonArray("unanswered")
                .forEach(line -> text.append("not probed: ").append(line).append('\n'));
        profiles(report.getJsonArray("profiles"), text);
        return text.append("names: ")
                .append(report.getString("resolver"))
                .append('\n')
                .append(summary(report, leaks.size()))
                .toString();
    }

    private static void profiles(JsonArray profiles, StringBuilder text) {
        for (int i = 0; i < profiles.size(); i++) {
            JsonObject profile = profiles.getJsonObject(i);
            String because = profile.getString("because");
            text.append("profile ")
                    .append(profile.getString("profile"))
                    .append(": ")
                    .append(because.isEmpty() ? "not in force" : because)
                    .append('\n');
        }
    }

    private static String summary(JsonObject report, int leaks) {
        return report.getInteger("probes") + " probes in " + report.getLong("millis") + " ms"
                + (report.getBoolean("complete") ? "" : ", not all that there are") + ": "
                + found(report, leaks) + ".\n";
    }

    private static String found(JsonObject report, int leaks) {
        if (leaks == 0) {
            return report.getInteger("probes") == 0 ? "nothing was probed" : "no leak";
        }
        return leaks + (leaks == 1 ? " leak" : " leaks");
    }
}
