package io.sallyport.policy.backup;

import io.sallyport.policy.backup.Archive.Entry;
import io.sallyport.policy.compile.Digests;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An archive as text: one JSON object in a line. The first says what it is, the last how many there were and the digest of all
 * before it; those between hold a document each, with the digest of its value as written. Whatever is not exactly that is refused, with its line.
 */
final class ArchiveForm {
    static final int VERSION = 1;
    static final int ENTRIES_MAX = 10_000;

    private static final String MAGIC = "sallyport";
    private static final String BACKUP = "backup";
    private static final String SHA = "sha256";

    private ArchiveForm() {}

    static String write(Archive archive) {
        StringBuilder out = new StringBuilder();
        line(
                out,
                new JsonObject()
                        .put(MAGIC, BACKUP)
                        .put("version", VERSION)
                        .put("at", archive.at().toString()));
        for (Entry entry : archive.entries()) {
            line(
                    out,
                    new JsonObject()
                            .put("kind", entry.kind())
                            .put("name", entry.name())
                            .put(SHA, digest(Json.encode(entry.value())))
                            .put("value", entry.value()));
        }
        String all = digest(out.toString());
        line(
                out,
                new JsonObject()
                        .put("end", true)
                        .put("entries", archive.entries().size())
                        .put(SHA, all));
        return out.toString();
    }

    private static void line(StringBuilder out, JsonObject object) {
        out.append(object.encode()).append('\n');
    }

    private static String digest(String text) {
        return Digests.sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws IllegalArgumentException if it is none; the message names the line */
    static Archive read(String text) {
        List<String> lines = text.lines().toList();
        if (lines.isEmpty() || lines.size() > ENTRIES_MAX + 2) {
            throw refused(1, lines.size() + " lines", "a backup of 2 to " + (ENTRIES_MAX + 2));
        }
        Instant at = head(object(lines.get(0), 1));
        List<Entry> entries = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 1; i < lines.size() - 1; i++) {
            Entry entry = entry(object(lines.get(i), i + 1), i + 1);
            if (!names.add(entry.kind() + " " + entry.name())) {
                throw refused(i + 1, entry.kind() + " \"" + entry.name() + "\" again", "each once");
            }
            entries.add(entry);
        }
        end(text, lines, entries.size());
        return new Archive(at, entries);
    }

    private static Instant head(JsonObject head) {
        if (!BACKUP.equals(head.getValue(MAGIC))) {
            throw refused(1, "no {\"sallyport\":\"backup\"}", "the first line of a backup of Sallyport");
        }
        if (!Integer.valueOf(VERSION).equals(head.getValue("version"))) {
            throw refused(1, "version " + head.getValue("version"), "version " + VERSION);
        }
        try {
            return Instant.parse(String.valueOf(head.getValue("at")));
        } catch (DateTimeException e) {
            throw refused(1, "at \"" + head.getValue("at") + '"', "an instant such as 2026-11-26T12:00:00Z");
        }
    }

    private static Entry entry(JsonObject line, int number) {
        if (line.containsKey("end")) {
            throw refused(number, "the end", "it in the last line only");
        }
        if (!(line.getValue("kind") instanceof String kind) || !Archive.KINDS.contains(kind)) {
            throw refused(number, "kind \"" + line.getValue("kind") + '"', String.join(", ", Archive.KINDS));
        }
        Object value = line.getValue("value");
        if (value == null || !(line.getValue("name") instanceof String name)) {
            throw refused(number, "no name or no value", "both");
        }
        if (!digest(Json.encode(value)).equals(line.getValue(SHA))) {
            throw refused(
                    number, "a value that is not the one of its sha256", "it as it was written: the file is damaged");
        }
        return new Entry(kind, name, value);
    }

    private static void end(String text, List<String> lines, int entries) {
        int number = lines.size();
        String last = lines.get(number - 1);
        JsonObject end = object(last, number);
        if (number < 2 || !Boolean.TRUE.equals(end.getValue("end"))) {
            throw refused(number, "no end", "{\"end\":true...} in the last line: the file is cut off");
        }
        if (!Integer.valueOf(entries).equals(end.getValue("entries"))) {
            throw refused(number, entries + " entries", end.getValue("entries") + ", as it says itself");
        }
        if (!digest(text.substring(0, text.lastIndexOf(last))).equals(end.getValue(SHA))) {
            throw refused(
                    number, "lines that are not those of its sha256", "all as they were written: the file is damaged");
        }
    }

    private static JsonObject object(String line, int number) {
        try {
            return new JsonObject(line);
        } catch (DecodeException | ClassCastException e) {
            throw refused(number, "no JSON object", "one in each line");
        }
    }

    private static IllegalArgumentException refused(int line, String found, String allowed) {
        return new IllegalArgumentException("line " + line + ": found " + found + ", allowed: " + allowed);
    }
}
