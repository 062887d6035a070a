package io.sallyport.logs.archive.duck;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.logs.Archives;
import io.sallyport.logs.archive.Archive;
import io.sallyport.logs.archive.KeptRows;
import io.sallyport.logs.archive.Reading;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A process that keeps records is killed in the middle of it, several times: what it had said to be kept is there, once. */
@Timeout(300)
class KilledArchiveTest {
    private static final int KILLS = 6;

    @TempDir
    private Path folder;

    @Test
    void losesNothingThatWasKeptAndHasNothingTwice() throws Exception {
        long kept = 0;
        long there = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            kept = keepAndKill(there, 4 + 3 * kill);
            try (Archive archive = Archives.inFolder(folder)) {
                List<Long> found = sequences(archive);
                assertThat(breaks(found)).as(contents()).isEmpty();
                assertThat((long) found.size()).isGreaterThanOrEqualTo(kept);
                assertThat(archive.figures().records()).isEqualTo(found.size());
                there = found.size();
                long last = there;
                assertThat(archive.deliveries())
                        .last()
                        .satisfies(delivery -> assertThat(delivery.last()).isEqualTo(last));
            }
        }
        assertThat(kept).isGreaterThan(KILLS * 4000L);
        assertThat(folder.resolve("parts")).isNotEmptyDirectory();
    }

    /** Where a sequence does not follow the one before. */
    private static List<String> breaks(List<Long> found) {
        List<String> breaks = new ArrayList<>();
        long before = 0;
        for (long sequence : found) {
            if (sequence != before + 1) {
                breaks.add(sequence + " after " + before);
            }
            before = sequence;
        }
        return breaks;
    }

    private String contents() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList()
                    .toString();
        }
    }

    /** Lets it say so many times that records are kept, then kills it at once. */
    private long keepAndKill(long before, int times) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Xmx128m",
                        AppendingProcess.class.getName(),
                        folder.toString(),
                        Long.toString(before))
                .redirectError(new File("/dev/null"))
                .start();
        long kept = before;
        try (BufferedReader lines = process.inputReader()) {
            for (int i = 0; i < times; i++) {
                kept = Long.parseLong(lines.readLine());
            }
            // By its handle, which leaves the stream open.
            process.toHandle().destroyForcibly();
            process.waitFor();
            // What it had said before the kill arrived counts, too.
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                kept = Long.parseLong(line);
            }
        }
        return kept;
    }

    private static List<Long> sequences(Archive archive) {
        List<Long> found = new ArrayList<>();
        try (Reading reading = archive.open(Long.MIN_VALUE, Long.MAX_VALUE)) {
            KeptRows.each(
                    reading,
                    "ORDER BY sequence",
                    (kept, position) -> found.add(kept.access().sequence()));
        }
        return found;
    }
}
