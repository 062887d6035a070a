package io.sallyport.standalone.cli;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** The answer of {@code /v1/exits} for people. */
final class ExitsText {
    private static final String[] HEAD = {
        "EXIT", "WAY", "STATE", "SINCE", "OPEN", "CONNECTIONS", "FAILURES", "BYTES", "EDGE", "LAST ERROR"
    };

    private ExitsText() {}

    /** A row for each way and edge. */
    static String text(JsonObject told) {
        List<String[]> rows = new ArrayList<>();
        rows.add(HEAD);
        for (int i = 0; i < told.getJsonArray("edges").size(); i++) {
            JsonObject edge = told.getJsonArray("edges").getJsonObject(i);
            for (int j = 0; j < edge.getJsonArray("ways").size(); j++) {
                rows.add(row(edge.getString("edge"), edge.getJsonArray("ways").getJsonObject(j)));
            }
        }
        StringBuilder text = new StringBuilder();
        if (rows.size() == 1) {
            text.append("no exits\n");
        } else {
            TextTable.write(rows, text);
        }
        told.getJsonArray("missing")
                .forEach(edge -> text.append("no answer: ").append(edge).append('\n'));
        return text.toString();
    }

    private static String[] row(String edge, JsonObject way) {
        return new String[] {
            way.getString("exit"),
            way.getString("way"),
            way.getBoolean("healthy") ? "used" : "left out",
            way.getString("since"),
            String.valueOf(way.getInteger("open")),
            String.valueOf(way.getLong("connections")),
            String.valueOf(way.getLong("failures")),
            String.valueOf(way.getLong("bytes")),
            edge,
            way.getString("lastError")
        };
    }

    /** How many are left out, over all edges. */
    static long out(JsonObject told) {
        long out = 0;
        for (int i = 0; i < told.getJsonArray("edges").size(); i++) {
            out += told.getJsonArray("edges").getJsonObject(i).getJsonArray("ways").stream()
                    .filter(way -> !((JsonObject) way).getBoolean("healthy"))
                    .count();
        }
        return out;
    }
}
