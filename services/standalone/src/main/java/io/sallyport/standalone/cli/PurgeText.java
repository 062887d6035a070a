package io.sallyport.standalone.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.stream.Collectors;

/** Purges as people read them. */
final class PurgeText {
    private static final String ROW = "%-28s %-5s %5s %8s  %-24s %s%n";

    private PurgeText() {}

    /**
     * How far one has got.
     *
     * @param targets as they were asked for
     */
    static String report(JsonArray targets, boolean hard, JsonObject report) {
        StringBuilder text = new StringBuilder();
        text.append("purged   ")
                .append(targets.size() == 1 ? wish(targets.getJsonObject(0)) : targets.size() + " targets");
        text.append(hard ? ", hard\n" : ", soft\n");
        text.append("number   ").append(number(report.getLong("number"))).append('\n');
        text.append("done     ").append(names(report.getJsonArray("done"))).append('\n');
        text.append("waiting  ").append(names(report.getJsonArray("waiting")));
        return text.toString();
    }

    private static String wish(JsonObject target) {
        return target.stream()
                .filter(member -> !member.getKey().equals("soft"))
                .map(member ->
                        member.getKey().equals("everything") ? "everything" : member.getKey() + " " + member.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String number(long number) {
        return number > 0
                ? Long.toString(number)
                : "none yet: the store is away, and so is the log; who is away misses it";
    }

    private static String names(JsonArray names) {
        return names.isEmpty() ? "nobody" : names.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    /** The last ones, a line for each. */
    static String table(JsonObject recent) {
        JsonArray purges = recent.getJsonArray("purges");
        if (purges.isEmpty()) {
            return "Nobody has purged anything.";
        }
        StringBuilder text = new StringBuilder(String.format(ROW, "AT", "KIND", "DONE", "WAITING", "BY", "WHAT"));
        purges.forEach(each -> row(text, (JsonObject) each));
        return text.toString().stripTrailing();
    }

    private static void row(StringBuilder text, JsonObject recent) {
        JsonObject purge = recent.getJsonObject("purge");
        String what = purge.getJsonArray("targets").stream()
                .map(target -> target((JsonObject) target))
                .collect(Collectors.joining(", "));
        text.append(String.format(
                ROW,
                purge.getString("at"),
                purge.getBoolean("hard") ? "hard" : "soft",
                recent.getJsonArray("done").size(),
                recent.getJsonArray("waiting").size(),
                purge.getString("from"),
                what));
    }

    private static String target(JsonObject target) {
        String scope = target.getString("scope").toLowerCase(Locale.ROOT);
        String origin = target.getString("origin");
        return (scope + " " + target.getString("value")).strip() + (origin.isEmpty() ? "" : " of " + origin);
    }
}
