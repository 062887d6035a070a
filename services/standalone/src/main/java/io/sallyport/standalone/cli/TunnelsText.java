package io.sallyport.standalone.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Open tunnels as people read them. */
final class TunnelsText {
    private static final String ROW = "%8s %9s %12s %12s  %-24s %-16s %-20s %s%n";

    private TunnelsText() {}

    static String of(JsonObject answer) {
        if (answer.containsKey("cut")) {
            return "ended " + answer.getInteger("cut");
        }
        StringBuilder text = new StringBuilder();
        text.append(ROW.formatted("number", "seconds", "in", "out", "client", "user", "rule", "target"));
        JsonArray tunnels = answer.getJsonArray("tunnels");
        for (int i = 0; i < tunnels.size(); i++) {
            text.append(row(tunnels.getJsonObject(i)));
        }
        text.append(answer.getInteger("open")).append(" open");
        if (answer.getLong("next") != 0) {
            text.append("; more with --after ").append(answer.getLong("next"));
        }
        return text.toString();
    }

    private static String row(JsonObject tunnel) {
        return ROW.formatted(
                tunnel.getLong("number"),
                tunnel.getLong("seconds"),
                tunnel.getLong("bytesIn"),
                tunnel.getLong("bytesOut"),
                tunnel.getString("client"),
                dash(tunnel.getString("user")),
                tunnel.getString("rule"),
                tunnel.getString("authority") + (tunnel.getBoolean("halfOpen") ? " (half-open)" : ""));
    }

    private static String dash(String text) {
        return text.isEmpty() ? "-" : text;
    }
}
