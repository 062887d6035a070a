package io.sallyport.standalone.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a draft would have changed, as people read it. */
final class ReplayText {
    private static final int SITES = 3;
    private static final String COUNT = "%-18s %9d%n";

    private ReplayText() {}

    /** Whether nothing changes, and everything could be told. */
    static boolean isSame(JsonObject answer) {
        JsonObject report = answer.getJsonObject("report");
        JsonObject changes = report.getJsonObject("changes");
        long requests = report.getLong("requests");
        return requests == changes.getLong("UNCHANGED", 0L)
                && answer.getJsonObject("coverage").getBoolean("complete");
    }

    static String of(JsonObject answer) {
        JsonObject report = answer.getJsonObject("report");
        StringBuilder text = new StringBuilder();
        counts(text, report);
        report.getJsonArray("groups").forEach(group -> group(text, (JsonObject) group));
        long others = report.getLong("others");
        text.append(others > 0 ? others + " more requests changed, in other ways than these\n" : "");
        PolicyReportText.coverage(text, answer.getJsonObject("coverage"));
        long older = report.getLong("recordedOther");
        if (older > 0) {
            text.append(PolicyReportText.counted(older, "request"))
                    .append(
                            " had come to another rule than the policy in force names: the policy, or a list, was another\n");
        }
        text.append("what records cannot tell\n");
        answer.getJsonArray("cannotTell")
                .forEach(words -> text.append("  ").append(words).append('\n'));
        return text.toString().stripTrailing();
    }

    private static void counts(StringBuilder text, JsonObject report) {
        JsonObject changes = report.getJsonObject("changes");
        text.append(String.format(Locale.ROOT, COUNT, "requests", report.getLong("requests")));
        for (String change :
                new String[] {"UNCHANGED", "NEWLY_REFUSED", "NEWLY_ALLOWED", "OTHER_RULE", "UNDECIDABLE"}) {
            text.append(String.format(Locale.ROOT, COUNT, "  " + words(change), changes.getLong(change, 0L)));
        }
        report.getJsonObject("undecidable").forEach(missing -> {
            long count = ((Number) missing.getValue()).longValue();
            text.append(String.format(Locale.ROOT, COUNT, "    for want of " + words(missing.getKey()), count));
        });
        long notAsked = report.getJsonObject("notAsked").stream()
                .mapToLong(each -> ((Number) each.getValue()).longValue())
                .sum();
        text.append(notAsked > 0 ? String.format(Locale.ROOT, COUNT, "no rule was asked", notAsked) : "");
    }

    private static String words(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static void group(StringBuilder text, JsonObject group) {
        text.append(String.format(
                "%n%s: %s%n  now    %s%n  draft  %s%n  sites  %s%n",
                words(group.getString("change")),
                PolicyReportText.counted(group.getLong("requests"), "request"),
                group.getString("before"),
                group.getString("after"),
                names(group.getJsonArray("sites"))));
        group.getJsonArray("examples").forEach(example -> example(text, (JsonObject) example));
    }

    private static String names(JsonArray sites) {
        String listed = sites.stream()
                .limit(SITES)
                .map(each -> (JsonObject) each)
                .map(each -> each.getString("name") + " (" + each.getLong("requests") + ")")
                .collect(Collectors.joining(", "));
        return listed + (sites.size() > SITES ? ", ..." : "");
    }

    private static void example(StringBuilder text, JsonObject example) {
        String user = example.getString("user");
        text.append("    ")
                .append(example.getString("at"))
                .append(' ')
                .append(example.getString("method"))
                .append(' ')
                .append(example.getString("url"))
                .append(" of ")
                .append(example.getString("client"))
                .append(user.isEmpty() ? "" : ", user " + user)
                .append('\n');
    }
}
