package io.sallyport.standalone.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers of {@code /v1/servers} for people. */
final class ServersText {
    private static final int STATE = 2;

    private ServersText() {}

    /** A row for each server. */
    static String table(JsonObject answer, Instant now, boolean colours) {
        List<String[]> rows = new ArrayList<>();
        rows.add(
                new String[] {"SERVER", "VERSION", "STATE", "UP", "CANARY", "REQUESTS", "ERRORS", "P50", "P99", "ALARMS"
                });
        JsonArray servers = answer.getJsonArray("servers");
        for (int i = 0; i < servers.size(); i++) {
            rows.add(row(servers.getJsonObject(i), now));
        }
        StringBuilder text = new StringBuilder();
        TextTable.write(rows, text, (row, column, cell) -> column == STATE && row > 0 ? painted(cell, colours) : cell);
        missing(answer.getJsonObject("coverage"), text);
        return text.toString();
    }

    private static String[] row(JsonObject server, Instant now) {
        JsonObject traffic = server.getJsonObject("traffic");
        return new String[] {
            PlainText.of(server.getString("id")),
            PlainText.of(text(server.getString("version"))),
            state(server),
            up(server, now),
            server.getJsonObject("canary").getString("role"),
            String.valueOf(traffic.getLong("requests")),
            Amounts.share(traffic.getDouble("errorShare")),
            Amounts.micros(traffic.getLong("p50Micros")),
            Amounts.micros(traffic.getLong("p99Micros")),
            String.valueOf(server.getJsonArray("alarms").size())
        };
    }

    private static String state(JsonObject server) {
        String ejection = server.getJsonObject("ejection").getString("state");
        return ejection.equals("in") ? server.getJsonObject("health").getString("state") : ejection;
    }

    private static String painted(String cell, boolean colours) {
        return switch (cell.strip()) {
            case "healthy" -> Paint.GOOD.on(cell, colours);
            case "unknown" -> Paint.FAINT.on(cell, colours);
            case "trial" -> Paint.WARNING.on(cell, colours);
            default -> Paint.BAD.on(cell, colours);
        };
    }

    private static void missing(JsonObject coverage, StringBuilder text) {
        coverage.getJsonArray("missing")
                .forEach(each -> text.append("without the traffic that log-collector ")
                        .append(each)
                        .append(" has counted: it did not answer\n"));
    }

    /** All that is known of one. */
    static String page(JsonObject server, Instant now, boolean colours) {
        StringBuilder text = new StringBuilder();
        line("server", server.getString("id"), text);
        line("version", text(server.getString("version")), text);
        server.getJsonObject("facts").forEach(fact -> line(fact.getKey(), String.valueOf(fact.getValue()), text));
        JsonObject health = server.getJsonObject("health");
        append(
                "health",
                painted(health.getString("state"), colours) + ", " + PlainText.of(health.getString("reason")),
                text);
        line("up", up(server, now), text);
        line("protocol", protocol(server), text);
        certificate(server.getJsonObject("certificate"), text);
        line("weight", server.getValue("weight") + ", priority " + server.getValue("priority"), text);
        line("canary", canary(server.getJsonObject("canary")), text);
        line("connections", connections(server.getJsonObject("connections")), text);
        line("ejection", ejection(server.getJsonObject("ejection")), text);
        line("traffic", traffic(server.getJsonObject("traffic")), text);
        server.getJsonArray("alarms").forEach(alarm -> line("alarm", ((JsonObject) alarm).getString("text"), text));
        changes("VERSIONS", server.getJsonArray("versions"), "version", "from", text);
        changes("HEALTH", server.getJsonArray("healthChanges"), "state", "reason", text);
        records("LAST ERRORS", server.getJsonArray("lastErrors"), "reason", text);
        records("LAST RECORDS", server.getJsonArray("lastRecords"), "outcome", text);
        return text.toString();
    }

    private static void line(String name, String value, StringBuilder text) {
        append(name, PlainText.of(value), text);
    }

    /** @param value fit for a terminal already */
    private static void append(String name, String value, StringBuilder text) {
        text.append("%-12s %s%n".formatted(PlainText.of(name), value));
    }

    private static String up(JsonObject server, Instant now) {
        String since = server.getString("upSince");
        return since == null ? "-" : Amounts.ago(Instant.parse(since), now);
    }

    private static String protocol(JsonObject server) {
        String tls = Boolean.TRUE.equals(server.getBoolean("tls")) ? " over TLS" : " in clear text";
        return server.getString("protocol").isEmpty() ? "-" : server.getString("protocol") + tls;
    }

    private static void certificate(@Nullable JsonObject shown, StringBuilder text) {
        if (shown != null) {
            String problem = shown.getString("problem");
            line(
                    "certificate",
                    shown.getString("subject") + ", " + shown.getLong("daysLeft") + " days left, by "
                            + shown.getString("issuer") + (problem.isEmpty() ? "" : "; " + problem),
                    text);
        }
    }

    private static String canary(JsonObject canary) {
        String role = canary.getString("role");
        return role.equals("none")
                ? role
                : role + " of route " + canary.getString("route") + ", " + canary.getString("version") + " "
                        + canary.getString("phase") + ", step " + canary.getValue("step") + "/"
                        + canary.getValue("steps")
                        + ", " + canary.getValue("weight") + "%";
    }

    private static String connections(JsonObject counts) {
        return counts.getValue("open") + " open, " + counts.getValue("active") + " active, "
                + counts.getValue("pending") + " requests waiting";
    }

    private static String ejection(JsonObject ejection) {
        String reason = ejection.getString("reason");
        return ejection.getString("state") + (reason.isEmpty() ? "" : ", " + reason);
    }

    private static String traffic(JsonObject traffic) {
        return traffic.getLong("requests") + " requests in " + traffic.getLong("windowSeconds") + "s, "
                + Amounts.share(traffic.getDouble("errorShare")) + " errors, p50 "
                + Amounts.micros(traffic.getLong("p50Micros")) + ", p90 " + Amounts.micros(traffic.getLong("p90Micros"))
                + ", p99 " + Amounts.micros(traffic.getLong("p99Micros")) + ", p999 "
                + Amounts.micros(traffic.getLong("p999Micros"));
    }

    private static void changes(String title, JsonArray changes, String what, String why, StringBuilder text) {
        List<String[]> rows = new ArrayList<>();
        for (int i = changes.size() - 1; i >= 0; i--) {
            JsonObject change = changes.getJsonObject(i);
            rows.add(new String[] {
                change.getString("since"),
                PlainText.of(change.getString(what)),
                PlainText.of(text(change.getString(why)))
            });
        }
        table(title, rows, text);
    }

    private static void records(String title, JsonArray records, String why, StringBuilder text) {
        List<String[]> rows = new ArrayList<>();
        for (int i = records.size() - 1; i >= 0; i--) {
            JsonObject record = records.getJsonObject(i);
            rows.add(new String[] {
                record.getString("at"),
                String.valueOf(record.getInteger("status")),
                Amounts.micros(record.getLong("totalMicros")),
                PlainText.of(record.getString("requestId")),
                PlainText.of(record.getString(why)),
                PlainText.of(record.getString("method") + " " + record.getString("path"))
            });
        }
        table(title, rows, text);
    }

    private static void table(String title, List<String[]> rows, StringBuilder text) {
        if (!rows.isEmpty()) {
            text.append('\n').append(title).append('\n');
            TextTable.write(rows, text);
        }
    }

    private static String text(String value) {
        return value.isEmpty() ? "-" : value;
    }
}
