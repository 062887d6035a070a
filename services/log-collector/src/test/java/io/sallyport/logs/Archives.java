package io.sallyport.logs;

import io.sallyport.logs.archive.Archive;
import io.sallyport.logs.archive.ArchiveSettings;
import io.sallyport.logs.archive.duck.DuckArchive;
import io.sallyport.logs.record.KeptRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Archives for tests. */
public final class Archives {
    /** Of {@link #inMemory} and {@link #inFolder}: ten years of New Year's records stay. */
    public static final ArchiveSettings SETTINGS =
            new ArchiveSettings(Optional.empty(), Duration.ofDays(3650), Duration.ofDays(3650), 1L << 30, 64L << 20);

    private Archives() {}

    public static Archive inMemory() {
        return DuckArchive.open(SETTINGS, () -> Records.NEW_YEAR_MICROS);
    }

    public static Archive inFolder(Path folder) {
        return DuckArchive.open(in(folder), () -> Records.NEW_YEAR_MICROS);
    }

    /** The usual settings in a folder. */
    public static ArchiveSettings in(Path folder) {
        return new ArchiveSettings(
                Optional.of(folder), SETTINGS.age(), SETTINGS.audit(), SETTINGS.bytes(), SETTINGS.memory());
    }

    public static void add(Archive archive, KeptRecord... records) {
        archive.append(List.of(records), List.of());
    }
}
