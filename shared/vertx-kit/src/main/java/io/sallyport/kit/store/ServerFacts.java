package io.sallyport.kit.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a server is set up, as {@code INFO} and {@code CONFIG GET save} tell it, and what is to be said of that.
 *
 * @param facts of {@code INFO}, by name
 * @param saves when it saves its data as a whole; empty: never; null: it does not say
 */
record ServerFacts(Map<String, String> facts, String saves) {
    static ServerFacts read(String memory, String persistence, String saves) {
        Map<String, String> facts = new HashMap<>();
        for (String line : (memory + "\n" + persistence).split("\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                facts.put(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip());
            }
        }
        return new ServerFacts(facts, saves);
    }

    /** One sentence for each thing to look at. */
    List<String> advice(String server) {
        List<String> lines = new ArrayList<>();
        String policy = facts.getOrDefault("maxmemory_policy", "");
        if (facts.getOrDefault("maxmemory", "").equals("0")) {
            lines.add("Redis " + server + " has no maxmemory: it grows until the system stops it");
        } else if (policy.equals("noeviction")) {
            lines.add("Redis " + server
                    + " has maxmemory-policy noeviction: full, it takes no writes at all; wanted: volatile-lfu");
        }
        if (policy.startsWith("allkeys-")) {
            lines.add("Redis " + server + " has maxmemory-policy " + policy
                    + ": it may drop snapshots and revisions; wanted: volatile-lfu");
        }
        if (facts.getOrDefault("aof_enabled", "").equals("0") && saves != null && saves.isEmpty()) {
            lines.add(
                    "Redis " + server + " keeps nothing on disk: a restart loses what waits there and what was edited");
        }
        if (facts.getOrDefault("rdb_last_bgsave_status", "ok").equals("err")) {
            lines.add("Redis " + server + " could not save its data to disk when it tried last");
        }
        return lines;
    }
}
