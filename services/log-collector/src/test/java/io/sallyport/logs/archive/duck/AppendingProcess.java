package io.sallyport.logs.archive.duck;

import io.sallyport.logs.Records;
import io.sallyport.logs.archive.ArchiveSettings;
import io.sallyport.logs.archive.Delivery;
import io.sallyport.logs.record.KeptRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A process that appends as fast as it can, parts turning over all the while, and prints the last sequence that was kept. To
 * be killed. Arguments: the folder, the sequence before the first.
 */
final class AppendingProcess {
    private AppendingProcess() {}

    public static void main(String[] args) {
        long sequence = Long.parseLong(args[1]);
        // An hour for each batch: every batch but the first begins a part.
        AtomicLong now = new AtomicLong(Records.NEW_YEAR_MICROS + sequence * 3_600_000L);
        ArchiveSettings settings = new ArchiveSettings(
                Optional.of(Path.of(args[0])), Duration.ofDays(3650), Duration.ofDays(3650), 16L << 20, 64L << 20);
        DuckArchive archive = DuckArchive.open(settings, now::get);
        Thread upkeep = new Thread(() -> {
            while (true) {
                archive.tidy();
            }
        });
        upkeep.setDaemon(true);
        upkeep.start();
        while (true) {
            List<KeptRecord> batch = new ArrayList<>();
            long first = sequence + 1;
            for (int i = 0; i < 1000; i++) {
                sequence++;
                batch.add(
                        Records.record().sequence(sequence).startedAt(now.get()).kept());
            }
            archive.append(batch, List.of(new Delivery("at-" + sequence, "edge-1", first, sequence)));
            System.out.println(sequence);
            now.addAndGet(1_800_000_000L);
        }
    }
}
