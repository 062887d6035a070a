package io.sallyport.standalone.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.stream.Collectors;

/** What rules in report mode would have done, as people read it. */
final class PolicyReportText {
    private static final int SITES = 3;

    private PolicyReportText() {}

    static String of(JsonObject answer) {
        StringBuilder text = new StringBuilder();
        JsonArray rules = answer.getJsonArray("rules");
        if (rules.isEmpty()) {
            text.append("No rule is in report mode: write mode: report to a rule, or sallyport policy demote NAME.\n");
        }
        rules.forEach(rule -> rule(text, (JsonObject) rule));
        text.append("records since ").append(answer.getString("since")).append('\n');
        coverage(text, answer.getJsonObject("coverage"));
        return text.toString().stripTrailing();
    }

    private static void rule(StringBuilder text, JsonObject rule) {
        String would = rule.getString("would");
        text.append(rule.getString("rule"))
                .append(": ")
                .append(would.isEmpty() ? "reported" : "would have " + past(would))
                .append(' ')
                .append(counted(rule.getLong("requests"), "request"))
                .append(" of ")
                .append(rule.getDouble("usersError") > 0 ? "about " : "")
                .append(counted(rule.getLong("users"), "user"))
                .append('\n');
        if (would.isEmpty()) {
            text.append("  it is not in report mode now\n");
        }
        if (rule.getLong("requests") == 0) {
            return;
        }
        text.append(String.format(
                Locale.ROOT,
                "  first    %s%n  last     %s%n  clients  %s%n  sites    %s%n  instead  %s%n",
                rule.getString("first"),
                rule.getString("last"),
                estimate(rule.getLong("clients"), rule.getDouble("clientsError")),
                names(rule.getJsonArray("sites")),
                names(rule.getJsonArray("instead"))));
        long shared = rule.getLong("requests") - rule.getLong("alone");
        if (shared > 0) {
            text.append("  shared   ")
                    .append(shared)
                    .append(" of them a rule in report mode before it would have taken\n");
        }
    }

    private static String past(String would) {
        return switch (would) {
            case "block" -> "blocked";
            case "drop" -> "dropped";
            case "redirect" -> "redirected";
            case "limit" -> "refused, being over the limit,";
            case "require" -> "refused, for want of a login,";
            case "allow" -> "let through";
            case "exit" -> "sent by its exit";
            default -> would;
        };
    }

    private static String estimate(long count, double error) {
        return error == 0 ? Long.toString(count) : String.format(Locale.ROOT, "%d +/- %.0f%%", count, error * 100);
    }

    static String counted(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static String names(JsonArray counts) {
        String listed = counts.stream()
                .limit(SITES)
                .map(each -> (JsonObject) each)
                .map(each -> each.getString("name") + " (" + each.getLong("requests") + ")")
                .collect(Collectors.joining(", "));
        return listed + (counts.size() > SITES ? ", ..." : "");
    }

    /** How far the records reach; also what to do when they do not. */
    static void coverage(StringBuilder text, JsonObject coverage) {
        String oldest = coverage.getString("oldest");
        text.append(coverage.getLong("lookedAt")).append(" records looked at");
        text.append(oldest == null ? "" : ", the oldest of " + oldest).append('\n');
        JsonArray missing = coverage.getJsonArray("missing");
        if (coverage.getJsonArray("collectors").isEmpty()) {
            text.append("no log-collector is ready: there are no records to count\n");
        } else if (!missing.isEmpty()) {
            text.append("not answered: ")
                    .append(missing.stream().map(String::valueOf).collect(Collectors.joining(", ")))
                    .append("; what they have is not counted\n");
        } else if (!coverage.getBoolean("complete")) {
            text.append("the time did not suffice for all records\n");
        }
    }
}
