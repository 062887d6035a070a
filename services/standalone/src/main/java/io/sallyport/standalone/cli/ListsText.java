package io.sallyport.standalone.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** Lists as people read them. */
final class ListsText {
    private static final String ROW = "%-20s %-8s %12s %10s  %-14s %s%n";

    private ListsText() {}

    /**
     * What is printed.
     *
     * @param good whether the command has come to what it was asked for
     */
    record Page(String text, boolean good) {
        static Page good(StringBuilder text) {
            return new Page(text.toString().stripTrailing(), true);
        }
    }

    /** One line for each. */
    static Page table(JsonObject answer) {
        JsonArray lists = answer.getJsonArray("lists");
        if (lists.isEmpty()) {
            return new Page("There are no lists.", true);
        }
        StringBuilder text = new StringBuilder(row("LIST", "FORMAT", "NAMES", "SKIPPED", "STATE", "SOURCE"));
        for (int i = 0; i < lists.size(); i++) {
            JsonObject list = lists.getJsonObject(i);
            text.append(row(
                    list.getString("name"),
                    list.getString("format"),
                    number(list.getLong("names")),
                    number(list.getLong("skipped")),
                    state(list),
                    list.getString("source")));
        }
        String reading = answer.getString("reading");
        return Page.good(reading.isEmpty() ? text : text.append("reading ").append(reading));
    }

    private static String row(String... cells) {
        return String.format(Locale.ROOT, ROW, (Object[]) cells);
    }

    private static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private static String state(JsonObject list) {
        JsonObject subscription = list.getJsonObject("subscription");
        if (list.getBoolean("missing")) {
            return "not fetched";
        }
        if (subscription == null) {
            return "file";
        }
        if (!subscription.getString("heldBack").isEmpty()) {
            return "kept back";
        }
        return subscription.getBoolean("stale")
                ? "stale"
                : subscription.getInteger("failures") > 0 ? "failing" : "fetched";
    }

    /** One of them, whole. */
    static Page page(JsonObject list) {
        StringBuilder text = new StringBuilder();
        line(text, "list", list.getString("name") + ", " + list.getString("format") + ", " + state(list));
        line(text, "source", list.getString("source"));
        line(text, "names", number(list.getLong("names")) + exceptions(list.getLong("exceptions")));
        line(text, "memory", list.getLong("heapBytes") / 1024 + " KiB in each process that asks it");
        line(
                text,
                "rules",
                String.join(
                        ", ",
                        list.getJsonArray("rules").stream().map(String::valueOf).toList()));
        line(text, "digest", list.getString("digest"));
        subscription(text, list.getJsonObject("subscription"));
        skipped(text, list);
        return Page.good(text);
    }

    private static String exceptions(long count) {
        return count == 0 ? "" : ", " + number(count) + " exceptions";
    }

    private static void line(StringBuilder text, String key, String value) {
        text.append(String.format(Locale.ROOT, "%-10s %s%n", key, value));
    }

    private static void subscription(StringBuilder text, JsonObject subscription) {
        if (subscription == null) {
            return;
        }
        line(
                text,
                "fetched",
                time(subscription, "fetchedAt") + ", " + number(subscription.getLong("bytes")) + " bytes");
        line(text, "checked", time(subscription, "checkedAt"));
        line(text, "next", time(subscription, "nextAt"));
        if (!subscription.getString("error").isEmpty()) {
            line(
                    text,
                    "error",
                    subscription.getString("error") + ", " + subscription.getInteger("failures") + " times");
        }
        if (!subscription.getString("heldBack").isEmpty()) {
            line(text, "kept back", subscription.getString("heldBack"));
        }
    }

    private static String time(JsonObject subscription, String key) {
        return subscription.getString(key) == null ? "never" : subscription.getString(key);
    }

    private static void skipped(StringBuilder text, JsonObject list) {
        line(text, "lines", number(list.getLong("lines")) + ", of which not used: " + number(list.getLong("skipped")));
        list.getJsonObject("skippedByReason")
                .forEach(reason -> text.append(String.format(
                        Locale.ROOT, "  %,10d  %s%n", ((Number) reason.getValue()).longValue(), reason.getKey())));
        JsonArray first = list.getJsonArray("firstSkipped");
        for (int i = 0; i < first.size(); i++) {
            JsonObject line = first.getJsonObject(i);
            text.append(String.format(
                    Locale.ROOT,
                    "  line %d: found \"%s\", %s%n",
                    line.getLong("line"),
                    line.getString("text"),
                    line.getString("remedy")));
        }
    }

    /** What a call for a refresh has come to. */
    static Page refreshed(JsonObject answer) {
        Page page = page(answer.getJsonObject("list"));
        JsonObject subscription = answer.getJsonObject("list").getJsonObject("subscription");
        boolean good = subscription.getString("error").isEmpty()
                && subscription.getString("heldBack").isEmpty();
        return answer.getBoolean("done")
                ? new Page(page.text(), good)
                : new Page("It goes on; ask again.\n" + page.text(), true);
    }

    /** Where a site stands. */
    static Page found(JsonObject answer) {
        StringBuilder text = new StringBuilder();
        boolean any = false;
        JsonArray lists = answer.getJsonArray("lists");
        for (int i = 0; i < lists.size(); i++) {
            JsonObject list = lists.getJsonObject(i);
            any |= list.getBoolean("covered");
            found(text, list);
        }
        return new Page(
                text.length() == 0
                        ? "No list names " + answer.getString("host") + "."
                        : text.toString().stripTrailing(),
                any);
    }

    private static void found(StringBuilder text, JsonObject list) {
        JsonArray lines = list.getJsonArray("lines");
        if (!list.getBoolean("covered") && lines.isEmpty()) {
            return;
        }
        text.append(list.getString("list")).append(": ");
        text.append(list.getBoolean("covered") ? "names " + list.getString("listed") : "an exception takes it out")
                .append('\n');
        if (list.getBoolean("covered") && !list.getBoolean("current")) {
            text.append("  its text has changed since, or lies at another instance\n");
        }
        for (int i = 0; i < lines.size(); i++) {
            JsonObject line = lines.getJsonObject(i);
            text.append(String.format(Locale.ROOT, "  line %d: %s%n", line.getLong("line"), line.getString("text")));
        }
    }
}
