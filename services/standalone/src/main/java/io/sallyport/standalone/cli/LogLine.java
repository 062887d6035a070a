package io.sallyport.standalone.cli;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Set;

/** Records as lines for people: the day once, then a line for each record with what is asked for most. Not thread-safe. */
final class LogLine {
    static final String HEAD =
            "TIME         STATUS METHOD      TOOK    BYTES  SERVER                   TARGET  CLIENT, WHAT WAS UNUSUAL";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");
    private static final Set<String> USUAL = Set.of("forwarded", "cache_hit", "answered", "tunnel_closed");
    private static final int SERVER_WIDTH = 24;

    private final ZoneId zone;
    private final boolean colours;
    private LocalDate day = LocalDate.MIN;

    LogLine(ZoneId zone, boolean colours) {
        this.zone = zone;
        this.colours = colours;
    }

    /** One line, or two when a day begins; without a line's end. */
    String of(JsonObject entry) {
        ZonedDateTime started = Instant.parse(entry.getString("startedAt")).atZone(zone);
        String before = "";
        if (!started.toLocalDate().equals(day)) {
            day = started.toLocalDate();
            before = Paint.FAINT.on(day + " " + zone, colours) + "\n";
        }
        int status = entry.getInteger("status");
        return before + TIME.format(started) + " "
                + Paint.ofStatus(status).on("%6s".formatted(status == 0 ? "-" : status), colours)
                + " %-7s %8s %8s  "
                        .formatted(
                                PlainText.of(entry.getString("method")),
                                Amounts.micros(entry.getLong("totalMicros")),
                                Amounts.bytes(entry.getLong("bytesOut")))
                + padded(server(entry))
                + " " + target(entry)
                + Paint.FAINT.on("  " + note(entry), colours);
    }

    private static String padded(String server) {
        return server + " ".repeat(Math.max(0, SERVER_WIDTH - server.length()));
    }

    /** Who answered: a server with its version, the cache, or we ourselves. */
    private static String server(JsonObject entry) {
        String endpoint = entry.getString("endpoint").replaceFirst("^https?://", "");
        if (entry.getString("cache").startsWith("hit")) {
            return "cache";
        }
        if (endpoint.isEmpty()) {
            return "-";
        }
        String version = entry.getString("version");
        return PlainText.of(version.isEmpty() ? endpoint : endpoint + " " + version);
    }

    private static String target(JsonObject entry) {
        String scheme = entry.getString("scheme");
        return PlainText.of(
                (scheme.isEmpty() ? "" : scheme + "://") + entry.getString("authority") + entry.getString("path"));
    }

    /** What is out of the ordinary, and who asked. */
    private static String note(JsonObject entry) {
        StringBuilder note = new StringBuilder(PlainText.of(entry.getString("client")));
        if (!entry.getString("user").isEmpty()) {
            note.append(' ').append(PlainText.of(entry.getString("user")));
        }
        String outcome = entry.getString("outcome");
        if (!USUAL.contains(outcome)) {
            note.append(' ').append(outcome);
        }
        if (!entry.getString("rule").isEmpty() && !entry.getString("rule").equals("default")) {
            note.append(" rule ").append(PlainText.of(entry.getString("rule")));
        }
        String detail = entry.getString("detail", "");
        return detail.isEmpty()
                ? note.toString()
                : note.append(": ").append(PlainText.of(detail)).toString();
    }
}
