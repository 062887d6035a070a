package io.sallyport.standalone.cli;

import io.vertx.core.json.JsonObject;
import java.io.PrintStream;
import java.time.ZoneId;

/** Prints what a stream of records brings; what is not a record goes beside them, so that they can be piped. */
final class LogFollower implements AdminClient.Events {
    private final PrintStream out;
    private final PrintStream beside;
    private final boolean lines;
    private final LogPrinter printer;

    /** @param lines whether records are printed as JSON, one a line */
    LogFollower(PrintStream out, PrintStream beside, boolean lines) {
        this.out = out;
        this.beside = beside;
        this.lines = lines;
        this.printer = new LogPrinter(out, ZoneId.systemDefault(), Paint.isOn());
    }

    @Override
    public boolean take(String event, JsonObject data) {
        switch (event) {
            case "record" -> print(data);
            case "gap" -> beside.println(data.getLong("skipped") + " records were left out: they came too fast");
            case "coverage" ->
                beside.println(LogPrinter.absent(new JsonObject().put("coverage", data))
                        .orElse("with the records of all collectors"));
            default -> {
                // Of a newer suite: nothing that this program could tell.
            }
        }
        return !out.checkError();
    }

    private void print(JsonObject entry) {
        if (lines) {
            out.println(entry.encode());
        } else {
            printer.print(entry);
        }
    }
}
