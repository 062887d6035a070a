package io.sallyport.standalone.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Answers of {@code /v1/routes} for people. */
final class RoutesText {
    private RoutesText() {}

    /** A row for each route, then what is degraded. */
    static String table(JsonObject answer) {
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"ROUTE", "CLUSTER", "CACHE", "CANARY", "MATCH"});
        JsonArray routes = answer.getJsonObject("document").getJsonArray("routes", new JsonArray());
        for (int i = 0; i < routes.size(); i++) {
            rows.add(row(routes.getJsonObject(i)));
        }
        StringBuilder text = new StringBuilder("generation " + answer.getLong("generation") + "\n\n");
        TextTable.write(rows, text);
        lines("problem: ", answer.getJsonArray("problems"), text);
        lines("warning: ", answer.getJsonArray("warnings"), text);
        return text.toString();
    }

    private static String[] row(JsonObject route) {
        JsonObject cache = part(route, "cache");
        return new String[] {
            route.getString("name"),
            text(route.getValue("cluster")),
            Boolean.TRUE.equals(cache.getValue("enabled")) ? "on" : "off",
            text(part(route, "canary").getValue("version")),
            criteria(part(route, "match"))
        };
    }

    /** What a request must have, without what every request has. */
    private static String criteria(JsonObject match) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, Object> each : match) {
            String value = String.valueOf(each.getValue());
            if (!value.isEmpty() && !value.equals("null") && !value.equals("[]") && !value.equals("{}")) {
                text.append(text.isEmpty() ? "" : "; ")
                        .append(each.getKey())
                        .append(' ')
                        .append(value);
            }
        }
        return text.toString();
    }

    /** The route that is taken, and the reasons against those before it. */
    static String match(JsonObject answer) {
        StringBuilder text = new StringBuilder();
        text.append(
                switch (answer.getString("resolution")) {
                    case "forward" ->
                        "route " + answer.getString("route") + ", cluster " + answer.getString("cluster")
                                + version(answer.getString("version"));
                    case "direct" -> "route " + answer.getString("route") + ", which answers itself";
                    case "ambiguous" -> "refused: the path can be read in two ways that lead to different routes";
                    case "unknown_version" ->
                        "route " + answer.getString("route") + ", which has no server of the version asked for";
                    default -> "no route";
                });
        text.append("\n");
        JsonArray tried = answer.getJsonArray("tried");
        for (int i = 0; i < tried.size(); i++) {
            JsonObject route = tried.getJsonObject(i);
            String unmet = route.getString("unmet");
            text.append("  %d. %s: %s%n"
                    .formatted(
                            route.getInteger("rank"),
                            route.getString("route"),
                            unmet.isEmpty() ? "fits" : unmet + " does not fit"));
        }
        return text.toString();
    }

    private static String version(String version) {
        return version.isEmpty() ? "" : ", version " + version;
    }

    private static void lines(String before, JsonArray texts, StringBuilder text) {
        texts.forEach(each -> text.append(before).append(each).append('\n'));
    }

    private static JsonObject part(JsonObject of, String name) {
        return of.getValue(name) instanceof JsonObject found ? found : new JsonObject();
    }

    private static String text(Object value) {
        return value == null || value.toString().isEmpty() ? "-" : value.toString();
    }
}
