package io.sallyport.standalone.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Unlocks as people read them. */
final class UnlockText {
    private static final String ROW = "%-10s %-24s %-28s %-24s %s%n";

    private UnlockText() {}

    static String made(JsonObject unlock) {
        return "unlocked   " + what(unlock) + "\nfor        " + who(unlock) + "\nuntil      " + until(unlock)
                + notOn(unlock) + "\nid         " + unlock.getString("id") + "   (sallyport unlock --end "
                + unlock.getString("id")
                + " ends it before)";
    }

    private static String notOn(JsonObject unlock) {
        String listeners = unlock.getJsonArray("notOn", new JsonArray()).stream()
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
        return listeners.isEmpty()
                ? ""
                : "\nnot on     " + listeners
                        + " (strangers reach it: name the clients by --client, --user or --group)";
    }

    static String ended(JsonObject unlock) {
        return "ended      " + what(unlock) + " for " + who(unlock);
    }

    static String table(JsonObject answer) {
        JsonArray unlocks = answer.getJsonArray("unlocks");
        if (unlocks.isEmpty()) {
            return "Nothing is unlocked.";
        }
        StringBuilder text = new StringBuilder(String.format(ROW, "ID", "UNTIL", "WHAT", "FOR", "NOTE"));
        unlocks.forEach(each -> {
            JsonObject unlock = (JsonObject) each;
            text.append(String.format(
                    ROW,
                    unlock.getString("id"),
                    until(unlock),
                    what(unlock),
                    who(unlock),
                    unlock.getString("note", "")));
        });
        return text.toString().lines().map(String::stripTrailing).collect(Collectors.joining("\n"));
    }

    private static String until(JsonObject unlock) {
        return String.valueOf(unlock.getValue("until"));
    }

    private static String what(JsonObject unlock) {
        String site = unlock.getString("site", "");
        if (!site.isEmpty()) {
            return site;
        }
        String list = unlock.getString("list", "");
        return list.isEmpty() ? "rule " + unlock.getString("rule", "") : "list " + list;
    }

    private static String who(JsonObject unlock) {
        List<String> who = new ArrayList<>();
        for (String key : List.of("client", "user", "group")) {
            String value = unlock.getString(key, "");
            if (!value.isEmpty()) {
                who.add(key + " " + value);
            }
        }
        return who.isEmpty() ? "everybody" : String.join(", ", who);
    }
}
