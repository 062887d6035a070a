package io.sallyport.standalone.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Revisions as people read them. */
final class RevisionText {
    private static final String ROW = "%-2s%6s  %-20s %-8s %10s  %-16s %s%n";
    private static final int SECONDS = 19;

    private RevisionText() {}

    /** All of them, a line for each; a star marks the one in force. */
    static String table(JsonObject answer) {
        JsonArray revisions = answer.getJsonArray("revisions");
        if (revisions.isEmpty()) {
            return "No revision is kept.";
        }
        StringBuilder text =
                new StringBuilder(String.format(ROW, "", "NUMBER", "AT", "BY WAY", "GENERATION", "AUTHOR", "NOTE"));
        for (Object each : revisions) {
            JsonObject revision = (JsonObject) each;
            long generation = revision.getLong("generation");
            text.append(String.format(
                    ROW,
                    revision.getLong("number").equals(answer.getLong("inForce")) ? "*" : "",
                    revision.getLong("number"),
                    at(revision),
                    revision.getString("source"),
                    generation == 0 ? "-" : Long.toString(generation),
                    revision.getString("author"),
                    revision.getString("note")));
        }
        return text.toString().stripTrailing();
    }

    private static String at(JsonObject revision) {
        String at = revision.getString("at");
        return at.length() > SECONDS ? at.substring(0, SECONDS) + "Z" : at;
    }

    /** What became of an order. */
    static String done(JsonObject answer) {
        JsonObject revision = answer.getJsonObject("revision");
        StringBuilder text = new StringBuilder("revision ").append(revision.getLong("number"));
        text.append(answer.getBoolean("inForce") ? " is in force" : " is written, and not in force yet");
        long generation = revision.getLong("generation");
        text.append(generation > 0 ? " as generation " + generation : "").append("; back: sallyport policy rollback");
        warnings(text, answer);
        return text.toString();
    }

    static void warnings(StringBuilder text, JsonObject answer) {
        answer.getJsonArray("warnings")
                .forEach(warning -> text.append("\nwarning: ").append(warning));
    }
}
