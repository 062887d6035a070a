package io.sallyport.standalone.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The answer of {@code /v1/status} for people. */
final class StatusText {
    private static final int STATE = 2;

    private StatusText() {}

    static String of(JsonObject status, boolean colours) {
        StringBuilder text = new StringBuilder();
        JsonObject store = status.getJsonObject("store");
        boolean connected = store.getBoolean("connected");
        text.append("up for ")
                .append(Amounts.span(Duration.ofSeconds(status.getLong("uptimeSeconds"))))
                .append("; store ")
                .append(store.getString("kind"))
                .append(connected ? "" : Paint.BAD.on(", away: " + store.getString("detail"), colours))
                .append("; bus ")
                .append(status.getJsonObject("bus").getBoolean("clustered") ? "clustered" : "in this process")
                .append("\n");
        JsonArray advice = store.getJsonArray("advice", new JsonArray());
        advice.forEach(line ->
                text.append(Paint.WARNING.on(String.valueOf(line), colours)).append('\n'));
        text.append('\n');
        services(status, colours, text);
        problems(status, colours, text);
        return text.toString();
    }

    private static void services(JsonObject status, boolean colours, StringBuilder text) {
        Instant now = Instant.parse(status.getString("at"));
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"SERVICE", "INSTANCE", "STATE", "UP", "SNAPSHOTS"});
        JsonArray services = status.getJsonArray("services");
        for (int i = 0; i < services.size(); i++) {
            rows.add(row(services.getJsonObject(i), now));
        }
        TextTable.write(rows, text, (row, column, cell) -> switch (column) {
            case STATE -> (cell.strip().equals("ready") ? Paint.GOOD : Paint.WARNING).on(cell, colours && row > 0);
            default -> cell;
        });
    }

    private static String[] row(JsonObject service, Instant now) {
        String generations = service.getJsonObject("generations", new JsonObject()).stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .sorted()
                .collect(Collectors.joining(", "));
        return new String[] {
            service.getString("service"),
            service.getString("instance"),
            service.getBoolean("ready") ? "ready" : "not ready",
            Amounts.ago(Instant.parse(service.getString("startedAt")), now),
            generations.isEmpty() ? "-" : generations
        };
    }

    private static void problems(JsonObject status, boolean colours, StringBuilder text) {
        JsonArray missing = status.getJsonArray("missing");
        for (int i = 0; i < missing.size(); i++) {
            text.append(Paint.BAD.on("missing: " + missing.getString(i), colours))
                    .append('\n');
        }
        JsonArray services = status.getJsonArray("services");
        for (int i = 0; i < services.size(); i++) {
            JsonObject service = services.getJsonObject(i);
            for (Object problem : service.getJsonArray("problems", new JsonArray())) {
                String line = service.getString("service") + ": " + PlainText.of(String.valueOf(problem));
                text.append(Paint.WARNING.on(line, colours)).append('\n');
            }
        }
    }
}
