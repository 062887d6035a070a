package io.sallyport.standalone.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** Canaries as people read them. */
final class CanaryText {
    private static final String ROW = "%-20s %-12s %-12s %7s %6s  %s%n";

    private CanaryText() {}

    /** One line for each. */
    static String table(JsonObject answer) {
        JsonArray canaries = answer.getJsonArray("canaries");
        if (canaries.isEmpty()) {
            return "No route has a canary.";
        }
        StringBuilder text =
                new StringBuilder(String.format(ROW, "ROUTE", "VERSION", "PHASE", "STEP", "WEIGHT", "NOW"));
        for (int i = 0; i < canaries.size(); i++) {
            JsonObject canary = canaries.getJsonObject(i);
            text.append(String.format(
                    ROW,
                    canary.getString("route"),
                    canary.getString("version"),
                    canary.getString("phase"),
                    canary.getInteger("step") + "/" + canary.getInteger("steps"),
                    canary.getInteger("weight") + "%",
                    canary.getString("now")));
        }
        return text.toString().stripTrailing();
    }

    /** One of them, whole. */
    static String page(JsonObject canary) {
        StringBuilder text = new StringBuilder();
        text.append("route      ").append(canary.getString("route")).append('\n');
        text.append("version    ").append(canary.getString("version")).append('\n');
        text.append("phase      ").append(canary.getString("phase"));
        text.append(", step ").append(canary.getInteger("step")).append(" of ").append(canary.getInteger("steps"));
        text.append(", ").append(canary.getInteger("weight")).append("% since ");
        text.append(canary.getString("weightSince")).append('\n');
        text.append("now        ").append(canary.getString("now")).append('\n');
        side(text, "canary", canary.getJsonObject("canary"));
        side(text, "stable", canary.getJsonObject("stable"));
        if (!canary.getBoolean("complete")) {
            text.append("           not every log-collector has answered\n");
        }
        text.append("history\n");
        canary.getJsonArray("history").forEach(event -> event(text, (JsonObject) event));
        return text.toString().stripTrailing();
    }

    private static void side(StringBuilder text, String name, JsonObject side) {
        text.append(String.format(
                Locale.ROOT,
                "%-10s %d answers, %d failed (%.2f%%), p50 %.1fms, p99 %.1fms%n",
                name,
                side.getLong("count"),
                side.getLong("errors"),
                side.getDouble("errorShare") * 100,
                side.getLong("p50Micros") / 1000.0,
                side.getLong("p99Micros") / 1000.0));
    }

    private static void event(StringBuilder text, JsonObject event) {
        text.append(String.format(
                "  %-28s %-9s %4s  %-8s %s%n",
                event.getString("at"),
                event.getString("action"),
                event.getInteger("weight") + "%",
                event.getString("by"),
                event.getString("reason")));
    }
}
