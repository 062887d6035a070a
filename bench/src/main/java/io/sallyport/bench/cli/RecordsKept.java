package io.sallyport.bench.cli;

import io.sallyport.logs.archive.Archive;
import io.sallyport.logs.archive.ArchiveFigures;
import io.sallyport.logs.archive.ArchiveSettings;
import io.sallyport.logs.archive.Reading;
import io.sallyport.logs.archive.duck.DuckArchive;
import io.sallyport.logs.record.KeptRecord;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many records a second a log-collector's archive takes, what they take on disk, and how long questions last.
 * Arguments: an empty folder, or one that it has filled before, to ask only; records (1000000); hours over which they spread
 * (168); records of a transaction (5000). Start it with {@code taskset -c 0} to see what one core does.
 */
public final class RecordsKept {
    private static final long END_MICROS = 1_767_225_600_000_000L;
    private static final long HOUR_MICROS = 3_600_000_000L;
    private static final int TIMES = 5;

    private final Path folder;
    private final long records;
    private final long hours;
    private final int together;
    private final AtomicLong now = new AtomicLong();

    private RecordsKept(String... args) {
        this.folder = Path.of(args[0]);
        this.records = args.length > 1 ? Long.parseLong(args[1]) : 1_000_000;
        this.hours = args.length > 2 ? Long.parseLong(args[2]) : 168;
        this.together = args.length > 3 ? Integer.parseInt(args[3]) : 5000;
    }

    public static void main(String[] args) throws IOException, SQLException {
        new RecordsKept(args).run();
    }

    private void run() throws IOException, SQLException {
        ArchiveSettings settings = new ArchiveSettings(
                Optional.of(folder), Duration.ofDays(3650), Duration.ofDays(3650), 1L << 40, 256L << 20);
        now.set(END_MICROS - hours * HOUR_MICROS);
        try (Archive archive = DuckArchive.open(settings, now::get)) {
            if (archive.figures().records() == 0) {
                fill(archive);
            }
        }
        long begin = System.nanoTime();
        try (Archive archive = DuckArchive.open(settings, now::get)) {
            System.out.printf("opened again in %.2f s%n", seconds(begin));
            describe(archive.figures());
            ask(archive);
        }
        System.out.println("most memory: " + highWater());
    }

    private void fill(Archive archive) {
        RealisticRecords source = new RealisticRecords();
        long step = hours * HOUR_MICROS / records;
        List<KeptRecord> batch = new ArrayList<>(together);
        long made = 0;
        long appending = 0;
        long longest = 0;
        long begin = System.nanoTime();
        long cpu = cpuNanos();
        while (made < records) {
            batch.clear();
            while (batch.size() < together && made < records) {
                made++;
                batch.add(source.next(now.addAndGet(step)));
            }
            long append = System.nanoTime();
            archive.append(batch, List.of());
            append = System.nanoTime() - append;
            appending += append;
            longest = Math.max(longest, append);
        }
        System.out.printf(
                "%d records in %.1f s: %.0f a second; %.1f s of it in append, the longest %.0f ms; %.1f µs of CPU each%n",
                made,
                seconds(begin),
                made / seconds(begin),
                appending / 1e9,
                longest / 1e6,
                (cpuNanos() - cpu) / 1e3 / made);
    }

    private void describe(ArchiveFigures figures) {
        System.out.printf(
                "%d records in %d parts, %.1f MiB, %.1f bytes each%n",
                figures.records(),
                figures.parts(),
                figures.bytes() / 1048576.0,
                (double) figures.bytes() / figures.records());
    }

    private void ask(Archive archive) throws SQLException {
        long hour = END_MICROS - HOUR_MICROS;
        time(archive, hour, "last hour: count of errors", "SELECT count(*) FROM %s WHERE status >= 500 AND ");
        time(
                archive,
                hour,
                "last hour: 100 newest errors of a cluster, all columns",
                "SELECT * FROM %s WHERE status >= 500 AND cluster = 'shop' AND ",
                "ORDER BY \"startedAtMicros\" DESC LIMIT 100");
        time(
                archive,
                hour,
                "last hour: figures by cluster and version",
                "SELECT cluster, version, count(*), quantile_disc(\"totalMicros\", [0.5, 0.9, 0.99]) FROM %s WHERE ",
                "GROUP BY ALL");
        time(
                archive,
                hour,
                "last hour: a text in the path",
                "SELECT count(*) FROM %s WHERE path LIKE '%%/items/791%%' AND ");
        time(archive, 0, "all: count of errors", "SELECT count(*) FROM %s WHERE status >= 500 AND ");
        time(
                archive,
                0,
                "all: errors by cluster and version",
                "SELECT cluster, version, count(*) FROM %s WHERE status >= 500 AND ",
                "GROUP BY ALL");
        time(archive, 0, "all: one request id", "SELECT * FROM %s WHERE \"requestId\" = 'nobody' AND ");
    }

    private void time(Archive archive, long since, String name, String select, String... rest) throws SQLException {
        double best = Double.MAX_VALUE;
        double first = 0;
        long rows = 0;
        for (int i = 0; i < TIMES; i++) {
            long begin = System.nanoTime();
            rows = run(archive, since, select, rest);
            double seconds = seconds(begin);
            first = i == 0 ? seconds : first;
            best = Math.min(best, seconds);
        }
        System.out.printf("%s: %.3f s at first, %.3f s then (%d rows)%n", name, first, best, rows);
    }

    private static long run(Archive archive, long since, String select, String... rest) throws SQLException {
        try (Reading reading = archive.open(since, Long.MAX_VALUE);
                Statement statement = reading.connection().createStatement();
                ResultSet found = statement.executeQuery(select.formatted(reading.relation())
                        + "\"startedAtMicros\" >= " + since + " " + String.join(" ", rest))) {
            long rows = 0;
            while (found.next()) {
                rows++;
            }
            return rows;
        }
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static long cpuNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }

    /** Of the process, heap and database together. */
    private static String highWater() throws IOException {
        Path status = Path.of("/proc/self/status");
        return Files.exists(status)
                ? Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmHWM"))
                        .findFirst()
                        .orElse("unknown")
                : "unknown";
    }
}
