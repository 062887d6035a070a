package io.sallyport.standalone.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** What is told of caches, as people read it. */
final class CacheText {
    private static final String ROW = "  %-7s %-6s %-14s %9s %8s %8s %9s  %s%n";

    private CacheText() {}

    /** An answer of {@code /v1/cache/entries}. */
    static String entries(JsonObject answer) {
        StringBuilder text = new StringBuilder();
        answer.getJsonArray("edges").forEach(edge -> edge(text, (JsonObject) edge));
        answer.getJsonArray("missing")
                .forEach(edge -> text.append("edge ").append(edge).append(" has not answered\n"));
        return text.isEmpty() ? "There is no edge." : text.toString().stripTrailing();
    }

    private static void edge(StringBuilder text, JsonObject edge) {
        text.append("edge ").append(edge.getString("edge")).append('\n');
        edge.getJsonArray("asked").forEach(plan -> plan(text, (JsonObject) plan));
        JsonArray entries = edge.getJsonArray("entries");
        if (!entries.isEmpty()) {
            text.append(String.format(ROW, "WHERE", "STATUS", "LIFETIME BY", "LIFETIME", "AGE", "TTL", "BYTES", "KEY"));
        }
        entries.forEach(entry -> entry(text, (JsonObject) entry));
        edge.getJsonArray("refusals").forEach(refused -> refused(text, (JsonObject) refused));
    }

    private static void plan(StringBuilder text, JsonObject plan) {
        String route = plan.getString("route");
        text.append("  ").append(plan.getString("side"));
        text.append(route.isEmpty() ? "" : ", route " + route).append(": ").append(plan.getString("outcome"));
        String detail = plan.getString("detail");
        text.append(detail.isEmpty() ? "" : " (" + detail + ")").append('\n');
    }

    private static void entry(StringBuilder text, JsonObject entry) {
        JsonObject fresh = entry.getJsonObject("freshness");
        text.append(String.format(
                ROW,
                entry.getString("tier"),
                entry.getInteger("status"),
                fresh.getString("source"),
                fresh.getLong("lifetime") + "s",
                (fresh.getLong("ageAtReceipt") + fresh.getLong("resident")) + "s",
                fresh.getLong("ttl") + "s",
                entry.getLong("bytes"),
                key(entry)));
    }

    private static String key(JsonObject entry) {
        String key = entry.getString("url") + " [" + entry.getString("track") + "]";
        String parts = entry.getString("parts").strip().replace("\n", "; ");
        String selected = entry.getString("selectedBy");
        String held = entry.getString("held");
        return key
                + (parts.isEmpty() ? "" : " {" + parts + "}")
                + (selected.isEmpty() ? "" : " vary " + selected)
                + (held.isEmpty() ? "" : ", of the bytes only " + held);
    }

    private static void refused(StringBuilder text, JsonObject refused) {
        text.append("  not stored at ").append(refused.getString("at")).append(": ");
        text.append(refused.getString("reason"))
                .append(" (")
                .append(refused.getInteger("status"))
                .append("), ");
        text.append(refused.getString("url"))
                .append(" [")
                .append(refused.getString("track"))
                .append("]\n");
    }

    /** An answer of {@code /v1/cache/simulate}. */
    static String simulation(JsonObject report) {
        StringBuilder text = new StringBuilder();
        String from = report.getString("from");
        text.append(String.format(
                Locale.ROOT,
                "%d records, %d of them for a cache%s%s%n",
                report.getLong("records"),
                report.getLong("eligible"),
                from == null ? "" : ", since " + from,
                report.getBoolean("complete") ? "" : "; the time did not suffice for all"));
        if (report.getLong("eligible") == 0) {
            return text.append("nothing to tell from: does the route exist, does it cache, and were there requests?")
                    .toString();
        }
        row(text, "it had", report.getJsonObject("had"));
        row(text, "model of that", report.getJsonObject("current"));
        row(text, "model of the proposal", report.getJsonObject("proposed"));
        text.append("bytes saved at servers  ")
                .append(report.getLong("bytesSaved"))
                .append('\n');
        JsonArray merged = report.getJsonArray("merged");
        if (!merged.isEmpty()) {
            text.append("URLs that become one\n");
        }
        merged.forEach(each -> {
            JsonObject merge = (JsonObject) each;
            text.append(String.format(
                    "  %7d requests, %4d URLs  %s%n",
                    merge.getLong("requests"), merge.getInteger("urls"), merge.getString("url")));
        });
        text.append("what records cannot tell\n");
        report.getJsonArray("cannotTell")
                .forEach(words -> text.append("  ").append(words).append('\n'));
        return text.toString().stripTrailing();
    }

    private static void row(StringBuilder text, String name, JsonObject figures) {
        text.append(String.format(
                Locale.ROOT,
                "%-22s  %6.2f%% hits (%d), %d bytes from the cache%n",
                name,
                figures.getDouble("ratio") * 100,
                figures.getLong("hits"),
                figures.getLong("bytes")));
    }
}
