package io.sallyport.logs.archive;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How an archive keeps.
 *
 * @param folder that holds the records; empty: in memory
 * @param age    of records of traffic
 * @param audit  age of records of changes through the admin plane
 * @param bytes  of records of traffic, on disk or in memory
 * @param memory that questions may take, in bytes
 */
public record ArchiveSettings(Optional<Path> folder, Duration age, Duration audit, long bytes, long memory) {
    private static final long MIB = 1L << 20;
    private static final Duration TRAFFIC_PART = Duration.ofHours(1);
    private static final Duration AUDIT_PART = Duration.ofDays(7);

    /** What keeping takes beside questions: rows that wait for a checkpoint, and a part on its way into its file. */
    private static final long KEEPING = 128 * MIB;

    /** Rows of a part, few enough to write it in a second or two. */
    public static final long PART_ROWS = 500_000;

    /** Memory of the database, in bytes. */
    public long databaseMemory() {
        return memory + KEEPING + (folder.isPresent() ? 0 : bytes);
    }

    /** Bytes of texts at which a part ends. They take a tenth of it in a file, so that the smallest archive has several. */
    public long partBytes() {
        return Math.min(512 * MIB, folder.isPresent() ? bytes : bytes / 4);
    }

    /** How long a part grows at most: rows go with the last one of their part. */
    public Duration partAge(Lane lane) {
        Duration longest = lane == Lane.AUDIT ? AUDIT_PART : TRAFFIC_PART;
        Duration share = age(lane).dividedBy(8);
        return share.compareTo(longest) < 0 ? share : longest;
    }

    public Duration age(Lane lane) {
        return lane == Lane.AUDIT ? audit : age;
    }

    /** Bytes that stay free on the disk: a checkpoint and a part on its way must find room at any time. */
    public long roomBytes() {
        return 16 * MIB + 2 * checkpointBytes();
    }

    /** Bytes of the log of the database at which rows move from it into its file. */
    public long checkpointBytes() {
        return Math.max(MIB, Math.min(64 * MIB, bytes / 8));
    }
}
