package io.sallyport.standalone.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** A decision and the way to it, as people read it. */
final class ExplainText {
    private static final String STEP = "  %-24s %s%n";

    private ExplainText() {}

    static String of(JsonObject answer) {
        StringBuilder text = new StringBuilder();
        String at = answer.getString("at");
        if (at != null) {
            text.append("at ")
                    .append(at)
                    .append(inForce(answer.getJsonObject("revision")))
                    .append('\n');
            answer.getJsonArray("notes")
                    .forEach(note -> text.append("note: ").append(note).append('\n'));
        }
        decision(text, answer);
        if (at != null) {
            text.append(
                    answer.getBoolean("differs")
                            ? "\nit differs: " + answer.getString("difference") + "\nnow\n"
                            : "\nit is the same now\n");
        }
        if (at != null && answer.getBoolean("differs")) {
            decision(text, answer.getJsonObject("now"));
        }
        return text.toString().stripTrailing();
    }

    private static String inForce(JsonObject revision) {
        return revision == null
                ? ""
                : ", by revision " + revision.getLong("number") + " of " + revision.getString("at") + " ("
                        + revision.getString("author") + ")";
    }

    private static void decision(StringBuilder text, JsonObject answer) {
        String verdict = answer.getString("verdict");
        text.append(answer.getString("target"))
                .append(fate(verdict, answer.getInteger("status")))
                .append(" by ")
                .append(answer.getString("rule"))
                .append('\n');
        line(text, "reason", answer.getString("reason"));
        line(text, "reference", answer.getString("reference"));
        String list = answer.getString("list");
        line(text, "list", list.isEmpty() ? "" : list + ", as " + answer.getString("listed") + place(answer));
        line(text, "dial", answer.getString("dial"));
        text.append("rules\n");
        answer.getJsonArray("steps").forEach(step -> step(text, (JsonObject) step));
        JsonArray cache = answer.getJsonArray("cache", new JsonArray());
        cache.forEach(section -> cache(text, (JsonObject) section));
    }

    private static String fate(String verdict, int status) {
        return switch (verdict) {
            case "allow" -> " is let through";
            case "redirect" -> " is sent elsewhere";
            case "drop" -> " is dropped";
            default -> " is refused with " + status;
        };
    }

    /** Where on the list it stands, if that is known. */
    private static String place(JsonObject answer) {
        Object line = answer.getValue("line");
        return line == null ? "" : " (line " + line + ")";
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(value.isEmpty() ? "" : String.format("%-10s %s%n", name, value));
    }

    private static void step(StringBuilder text, JsonObject step) {
        String unmet = step.getString("unmet");
        String gate = step.getString("gate");
        String note = step.getString("note", "");
        String what = !unmet.isEmpty()
                ? "does not apply: " + unmet.replace('_', ' ')
                : gate.isEmpty()
                        ? "decides"
                        : gate.equals("report") ? "would decide, and only reports" : gate + ", taken as passed";
        text.append(String.format(STEP, step.getString("rule"), note.isEmpty() ? what : what + " (" + note + ")"));
    }

    private static void cache(StringBuilder text, JsonObject section) {
        JsonObject plan = section.getJsonObject("plan");
        text.append("cache of ").append(section.getString("edge", "an edge"));
        if (plan != null) {
            String route = plan.getString("route", "");
            text.append(route.isEmpty() ? "" : ", route " + route).append(": ").append(plan.getString("outcome"));
            String detail = plan.getString("detail", "");
            text.append(detail.isEmpty() ? "" : " (" + detail + ")");
        }
        text.append('\n');
    }
}
