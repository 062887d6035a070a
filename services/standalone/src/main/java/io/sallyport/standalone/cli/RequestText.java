package io.sallyport.standalone.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The answer of {@code /v1/requests/ID} for people: who answered, then every record with all that it says. */
final class RequestText {
    private RequestText() {}

    static String of(JsonObject answer) {
        StringBuilder text = new StringBuilder();
        @Nullable JsonObject answered = answer.getJsonObject("answered");
        if (answered != null) {
            text.append("answered by ")
                    .append(PlainText.of(answered.getString("server", "")))
                    .append(version(answered.getString("version", "")))
                    .append(", status ")
                    .append(answered.getInteger("status"))
                    .append(", at ")
                    .append(answered.getString("at"))
                    .append('\n');
        } else {
            text.append("answered by no server\n");
        }
        JsonArray records = answer.getJsonArray("records");
        for (int i = 0; i < records.size(); i++) {
            text.append('\n');
            record(records.getJsonObject(i), text);
        }
        return text.toString();
    }

    private static String version(String version) {
        return version.isEmpty() ? "" : ", version " + PlainText.of(version);
    }

    /** What it does not say is left out. */
    private static void record(JsonObject entry, StringBuilder text) {
        for (Map.Entry<String, Object> field : entry) {
            String value = String.valueOf(field.getValue());
            if (!value.isEmpty()) {
                text.append("  %-20s %s%n".formatted(field.getKey(), PlainText.of(value)));
            }
        }
    }
}
