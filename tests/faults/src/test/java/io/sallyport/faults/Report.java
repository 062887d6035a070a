package io.sallyport.faults;

import io.sallyport.faults.load.Sample.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table of a run, as Markdown: on the console line by line, and as a file. */
final class Report {
    private static final String HEAD = """
            | case | what happens | requests | failed | late | wrong | stale | noticed | healed | p50 | p99 | records lost | found |
            |---|---|---|---|---|---|---|---|---|---|---|---|---|
            """;

    private final Path file;
    private final String title;
    private final List<String> rows = new ArrayList<>();

    Report(Path file, Matrix matrix) {
        this.file = file;
        this.title = "# Fault matrix, seed " + matrix.seed() + ", "
                + matrix.extent().name().toLowerCase(Locale.ROOT) + "\n\n";
        System.out.print("\n" + HEAD);
    }

    void add(Verdict verdict, List<String> objections) throws IOException {
        String row = row(verdict, objections);
        System.out.println(row);
        rows.add(row);
        write();
    }

    /** A case came to no end: something else failed than its clients' requests. */
    void fail(FaultCase fault, Throwable cause) throws IOException {
        String reason = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        String row = "| %s | %s | | | | | | | | | | | NO END: %s |".formatted(fault.name(), fault.what(), reason);
        System.out.println(row);
        rows.add(row);
        write();
    }

    void skip(FaultCase fault, String reason) throws IOException {
        String row = "| %s | %s | | | | | | | | | | | skipped: %s |".formatted(fault.name(), fault.what(), reason);
        System.out.println(row);
        rows.add(row);
        write();
    }

    private void write() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, title + HEAD + String.join("\n", rows) + "\n");
    }

    private static String row(Verdict verdict, List<String> objections) {
        List<String> found = new ArrayList<>();
        verdict.failures().forEach((reason, count) -> found.add(count + "x " + reason));
        verdict.scene().notes().forEach((name, value) -> found.add(name + " " + value));
        if (!objections.isEmpty()) {
            found.add("NOT ALLOWED: " + objections.size());
        }
        return String.format(
                Locale.ROOT,
                "| %s | %s | %d | %d | %d | %d | %d | %s | %s | %d ms | %d ms | %d | %s |",
                verdict.fault().name(),
                verdict.fault().what(),
                verdict.samples().size(),
                verdict.with(Result.FAILED).size(),
                verdict.late(),
                verdict.with(Result.WRONG).size(),
                verdict.with(Result.STALE).size(),
                seconds(verdict.noticedMillis()),
                seconds(verdict.healedMillis()),
                verdict.touchedTimes().millis(0.5),
                verdict.touchedTimes().millis(0.99),
                verdict.tally().lost(),
                String.join("; ", found));
    }

    private static String seconds(long millis) {
        return millis == 0 ? "" : String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }
}
