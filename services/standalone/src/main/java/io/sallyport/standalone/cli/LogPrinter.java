package io.sallyport.standalone.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintStream;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.Collectors;

/** Prints records for people, under one head. */
final class LogPrinter {
    private final PrintStream out;
    private final LogLine line;
    private final boolean colours;
    private boolean begun;

    LogPrinter(PrintStream out, ZoneId zone, boolean colours) {
        this.out = out;
        this.line = new LogLine(zone, colours);
        this.colours = colours;
    }

    void print(JsonObject entry) {
        if (!begun) {
            begun = true;
            out.println(Paint.STRONG.on(LogLine.HEAD, colours));
        }
        out.println(line.of(entry));
    }

    /** Which collectors an answer had to do without, in words. */
    static Optional<String> absent(JsonObject answer) {
        JsonObject coverage = answer.getJsonObject("coverage", new JsonObject());
        JsonArray missing = coverage.getJsonArray("missing", new JsonArray());
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("without the records of: "
                        + missing.stream().map(String::valueOf).collect(Collectors.joining(", ")));
    }
}
