package io.sallyport.logs.archive.duck;

import static io.sallyport.logs.Records.NEW_YEAR_MICROS;
import static io.sallyport.logs.Records.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.contract.log.AccessRecord.Kind;
import io.sallyport.logs.Archives;
import io.sallyport.logs.archive.Archive;
import io.sallyport.logs.archive.ArchiveException;
import io.sallyport.logs.archive.ArchiveSettings;
import io.sallyport.logs.archive.Delivery;
import io.sallyport.logs.archive.KeptRows;
import io.sallyport.logs.archive.Reading;
import io.sallyport.logs.record.KeptRecord;
import io.sallyport.testkit.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of parts: they are turned over into files, chosen by range, dropped by age and size, and found again. */
class PartsTest {
    private static final long HOUR = 3_600_000_000L;
    private static final long MIB = 1L << 20;

    @TempDir
    private Path folder;

    private final AtomicLong now = new AtomicLong(NEW_YEAR_MICROS);
    private long sequence;

    private DuckArchive open() {
        return open(Duration.ofDays(7), MIB << 10);
    }

    private DuckArchive open(Duration age, long bytes) {
        return DuckArchive.open(
                new ArchiveSettings(Optional.of(folder), age, Duration.ofDays(400), bytes, 64 * MIB), now::get);
    }

    /** One record that began so long after New Year, taken an instant later. */
    private void add(Archive archive, long startedMicros) {
        sequence++;
        archive.append(
                List.of(record().sequence(sequence)
                        .startedAt(NEW_YEAR_MICROS + startedMicros)
                        .kept()),
                List.of());
    }

    private static List<Long> sequences(Reading reading) {
        List<Long> found = new ArrayList<>();
        KeptRows.each(
                reading,
                "ORDER BY position",
                (kept, position) -> found.add(kept.access().sequence()));
        return found;
    }

    private static List<Long> sequences(Archive archive) {
        try (Reading reading = archive.open(Long.MIN_VALUE, Long.MAX_VALUE)) {
            return sequences(reading);
        }
    }

    private List<String> files(String sub) {
        Path place = folder.resolve(sub);
        if (!Files.exists(place)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(place)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Four parts of one record each, an hour apart; the last one grows. */
    private void fill(DuckArchive archive) {
        for (int hour = 0; hour < 4; hour++) {
            now.set(NEW_YEAR_MICROS + hour * HOUR);
            add(archive, hour * HOUR);
        }
        archive.tidy();
    }

    @Test
    void turnsPartsOverIntoFilesAndFindsTheSameRecords() {
        try (DuckArchive archive = open()) {
            fill(archive);

            assertThat(files("parts"))
                    .containsExactly(
                            "traffic-00000001-1.parquet", "traffic-00000002-1.parquet", "traffic-00000003-1.parquet");
            assertThat(sequences(archive)).containsExactly(1L, 2L, 3L, 4L);
            assertThat(archive.figures().parts()).isEqualTo(4);
        }
        try (DuckArchive archive = open()) {
            assertThat(sequences(archive)).containsExactly(1L, 2L, 3L, 4L);
            add(archive, 4 * HOUR);
            assertThat(archive.figures().end()).isEqualTo(5);
            assertThat(archive.figures().oldestMicros()).isEqualTo(NEW_YEAR_MICROS);
        }
    }

    /** Some languages have digits of their own, also for {@code %d}. */
    @Test
    void namesItsFilesInAnyLanguageSoThatTheyAreFoundAgain() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG"));
        try {
            try (DuckArchive archive = open()) {
                fill(archive);
            }
            try (DuckArchive archive = open()) {
                assertThat(sequences(archive)).containsExactly(1L, 2L, 3L, 4L);
            }
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void readsOnlyThePartsOfARange() {
        try (DuckArchive archive = open()) {
            fill(archive);

            try (Reading reading = archive.open(NEW_YEAR_MICROS + HOUR, NEW_YEAR_MICROS + 2 * HOUR)) {
                assertThat(reading.relation())
                        .contains("traffic-00000002")
                        .doesNotContain("traffic-00000001", "traffic_4");
                assertThat(sequences(reading)).containsExactly(2L);
            }
            try (Reading reading = archive.openPositions(0, 1)) {
                assertThat(sequences(reading)).containsExactly(1L);
            }
            assertThat(archive.skip(0, NEW_YEAR_MICROS + 2 * HOUR, Long.MAX_VALUE))
                    .isEqualTo(2);
            assertThat(archive.skip(0, 0, 1)).isEqualTo(4);
        }
    }

    @Test
    void findsLateRecordsAndThoseOfAClockThatJumped() {
        try (DuckArchive archive = open()) {
            fill(archive);
            now.set(NEW_YEAR_MICROS + 5 * HOUR);
            add(archive, HOUR + 7);
            add(archive, 1000 * HOUR);
            now.set(NEW_YEAR_MICROS + 7 * HOUR);
            add(archive, 7 * HOUR);
            archive.tidy();

            try (Reading reading = archive.open(NEW_YEAR_MICROS + HOUR + 7, NEW_YEAR_MICROS + HOUR + 8)) {
                assertThat(sequences(reading)).contains(5L);
            }
            try (Reading reading = archive.open(NEW_YEAR_MICROS + 999 * HOUR, Long.MAX_VALUE)) {
                assertThat(sequences(reading)).contains(6L);
            }
            now.set(NEW_YEAR_MICROS + 200 * HOUR);
            archive.tidy();
            assertThat(sequences(archive))
                    .as("kept by arrival, not by a start in the future")
                    .doesNotContain(6L);
        }
    }

    @Test
    void dropsByAgeAndKeepsAuditRecordsLonger() {
        try (DuckArchive archive = open(Duration.ofDays(1), MIB << 10)) {
            archive.append(List.of(record().sequence(100).kind(Kind.ADMIN).kept()), List.of());
            fill(archive);
            now.set(NEW_YEAR_MICROS + 26 * HOUR + 1);
            archive.tidy();

            assertThat(sequences(archive)).containsExactly(100L, 4L);

            now.set(NEW_YEAR_MICROS + 24 * HOUR * 200);
            archive.tidy();
            archive.tidy();
            assertThat(sequences(archive)).containsExactly(100L);
            Eventually.until(
                    "only files of audit records are left",
                    () -> files("parts").stream().allMatch(name -> name.startsWith("audit")));

            now.set(NEW_YEAR_MICROS + 24 * HOUR * 401);
            archive.tidy();
            assertThat(sequences(archive)).isEmpty();
        }
    }

    @Test
    void aReadingKeepsWhatRetentionDrops() {
        try (DuckArchive archive = open(Duration.ofDays(1), MIB << 10)) {
            fill(archive);
            try (Reading reading = archive.open(Long.MIN_VALUE, Long.MAX_VALUE)) {
                now.set(NEW_YEAR_MICROS + 300 * HOUR);
                archive.tidy();

                assertThat(sequences(archive)).isEmpty();
                assertThat(sequences(reading)).containsExactly(1L, 2L, 3L, 4L);
                assertThat(files("parts")).hasSize(3);
            }
            Eventually.until(
                    "the files go with the last reading", () -> files("parts").isEmpty());
        }
    }

    @Test
    void dropsTheOldestWhenThereIsTooMuch() {
        try (DuckArchive archive = open(Duration.ofDays(7), 2 * MIB)) {
            for (int i = 0; i < 30; i++) {
                now.addAndGet(HOUR);
                archive.append(unlike(1000), List.of());
                archive.tidy();
            }

            assertThat(archive.figures().bytes()).isLessThan(4 * MIB);
            assertThat(archive.figures().records()).isBetween(1000L, 25_000L);
            assertThat(sequences(archive)).contains(sequence).doesNotContain(1L);
        }
    }

    /** Records that do not compress well. */
    private List<KeptRecord> unlike(int count) {
        List<KeptRecord> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            sequence++;
            String path = "/" + UUID.nameUUIDFromBytes(new byte[] {(byte) sequence, (byte) (sequence >> 8)})
                    + UUID.nameUUIDFromBytes(new byte[] {(byte) sequence, (byte) (sequence >> 8), 1})
                    + UUID.nameUUIDFromBytes(new byte[] {(byte) sequence, (byte) (sequence >> 8), 2});
            records.add(
                    record().sequence(sequence).path(path).startedAt(now.get()).kept());
        }
        return records;
    }

    @Test
    void boundsMemoryToo() {
        ArchiveSettings settings =
                new ArchiveSettings(Optional.empty(), Duration.ofDays(7), Duration.ofDays(400), 16 * MIB, 64 * MIB);
        try (DuckArchive archive = DuckArchive.open(settings, now::get)) {
            for (int i = 0; i < 60; i++) {
                now.addAndGet(HOUR);
                archive.append(unlike(5000), List.of());
                archive.tidy();
            }
            assertThat(archive.figures().bytes()).isBetween(MIB, 24 * MIB);
            assertThat(archive.figures().records()).isBetween(10_000L, 250_000L);
            assertThat(sequences(archive)).contains(sequence).doesNotContain(1L);
        }
    }

    @Test
    void aReadingInMemoryKeepsWhatIsDroppedMeanwhile() {
        ArchiveSettings settings =
                new ArchiveSettings(Optional.empty(), Duration.ofDays(1), Duration.ofDays(400), 64 * MIB, 64 * MIB);
        try (DuckArchive archive = DuckArchive.open(settings, now::get)) {
            archive.append(unlike(20_000), List.of());
            try (Reading reading = archive.open(Long.MIN_VALUE, Long.MAX_VALUE)) {
                List<Long> found = new ArrayList<>();
                KeptRows.each(reading, "", (kept, position) -> {
                    if (found.isEmpty()) {
                        now.addAndGet(30 * HOUR);
                        archive.tidy();
                        archive.append(unlike(1), List.of());
                        archive.tidy();
                    }
                    return found.add(kept.access().sequence());
                });
                assertThat(found).hasSize(20_000);
            }
            assertThat(sequences(archive)).containsExactly(20_001L);
            Eventually.until("the dropped part's memory is free", () -> {
                archive.tidy();
                return archive.figures().bytes() < MIB;
            });
        }
    }

    @Test
    void endsAPartThatIsLargeEnough() {
        try (DuckArchive archive = open(Duration.ofDays(7), 2 * MIB)) {
            KeptRecord kept = record().path("/" + "x".repeat(2000)).kept();
            for (int i = 0; i < 4; i++) {
                archive.append(Collections.nCopies(1000, kept), List.of());
            }
            assertThat(archive.figures().parts()).isGreaterThan(1);
        }
    }

    @Test
    void takesOutWhatWasDelivered() {
        try (DuckArchive archive = open()) {
            Delivery first = new Delivery("1-0", "edge-1", 1, 1);
            Delivery last = new Delivery("4-0", "edge-1", 4, 4);
            archive.append(List.of(), List.of(first, new Delivery("2-0", "edge-1", 2, 2), last));
            fill(archive);

            archive.withdraw(List.of(first, last));

            assertThat(sequences(archive)).containsExactly(2L, 3L);
            assertThat(archive.figures().records()).isEqualTo(2);
            assertThat(archive.deliveries()).extracting(Delivery::id).containsExactly("2-0");
        }
        try (DuckArchive archive = open()) {
            assertThat(sequences(archive)).containsExactly(2L, 3L);
        }
    }

    @Test
    void forgetsOldDeliveries() {
        try (DuckArchive archive = open()) {
            for (int i = 0; i < 25; i++) {
                List<Delivery> deliveries = new ArrayList<>();
                for (int j = 0; j < 1000; j++) {
                    deliveries.add(new Delivery(i + "-" + j, "edge-1", 1, 1));
                }
                archive.append(List.of(), deliveries);
            }
            assertThat(archive.deliveries())
                    .hasSizeBetween(Archive.DELIVERIES, 2 * Archive.DELIVERIES)
                    .last()
                    .isEqualTo(new Delivery("24-999", "edge-1", 1, 1));
        }
    }

    @Test
    void setsAsideWhatItCannotReadAndGoesOn() throws Exception {
        try (DuckArchive archive = open()) {
            fill(archive);
        }
        Files.writeString(folder.resolve("parts/traffic-00000002-1.parquet"), "PAR1 this is none PAR1");
        Files.writeString(folder.resolve("parts/notes.txt"), "of somebody else");
        Files.writeString(folder.resolve("parts/traffic-3.unfinished"), "cut short");

        try (DuckArchive archive = open()) {
            assertThat(sequences(archive)).containsExactly(1L, 3L, 4L);
        }
        assertThat(files("aside")).singleElement().asString().startsWith("traffic-00000002");
        assertThat(files("parts")).contains("notes.txt").doesNotContain("traffic-3.unfinished");
    }

    @Test
    void setsAsideAPartThatTurnsOutToBeDamaged() throws Exception {
        try (DuckArchive archive = open()) {
            archive.append(unlike(20_000), List.of());
            now.addAndGet(2 * HOUR);
            archive.append(unlike(1), List.of());
            archive.tidy();
            Path part = folder.resolve("parts/traffic-00000001-1.parquet");
            byte[] bytes = Files.readAllBytes(part);
            Arrays.fill(bytes, 1000, bytes.length / 2, (byte) 0x5a);
            Files.write(part, bytes);

            assertThatThrownBy(() -> sequences(archive)).isInstanceOf(ArchiveException.class);

            Eventually.until(
                    "the damaged part is set aside", () -> archive.figures().parts() == 1);
            assertThat(sequences(archive)).containsExactly(20_001L);
            assertThat(files("aside")).hasSize(1);
        }
    }

    @Test
    void beginsAnewBesideADatabaseThatCannotBeRead() throws Exception {
        try (DuckArchive archive = open()) {
            fill(archive);
        }
        Files.writeString(folder.resolve("hot.duckdb"), "this is no database".repeat(1000));

        try (DuckArchive archive = open()) {
            assertThat(sequences(archive)).containsExactly(1L, 2L, 3L);
            add(archive, 5 * HOUR);
            archive.tidy();
            assertThat(sequences(archive)).containsExactly(1L, 2L, 3L, 5L);
        }
        assertThat(files("aside")).singleElement().asString().startsWith("hot.duckdb");
    }

    @Test
    void readsWhatAnOlderSallyportHasWritten() throws Exception {
        try (DuckArchive archive = open()) {
            fill(archive);
        }
        try (Database old = Database.open(
                new ArchiveSettings(Optional.of(folder), Duration.ofDays(1), Duration.ofDays(1), MIB, 64 * MIB))) {
            old.attach(folder.resolve("hot.duckdb"));
            old.execute("ALTER TABLE store.traffic_4 DROP COLUMN detail");
            String part = Database.text(folder.resolve("parts/traffic-00000001-1.parquet"));
            String bare = Database.text(folder.resolve("parts/traffic-00000001-2.parquet"));
            old.execute("COPY (SELECT * EXCLUDE (detail, \"connectMicros\") FROM " + part + ") TO " + bare
                    + " (FORMAT parquet)");
        }
        try (DuckArchive archive = open()) {
            add(archive, 4 * HOUR);
            List<KeptRecord> kept = DuckArchiveTest.all(archive);
            assertThat(kept).extracting(found -> found.access().sequence()).containsExactly(1L, 2L, 3L, 4L, 5L);
            assertThat(kept).allMatch(found -> found.access().detail().isEmpty());
            archive.tidy();
            assertThat(DuckArchiveTest.all(archive)).isEqualTo(kept);
        }
    }

    @Test
    void refusesWhatANewerSallyportHasWritten() throws Exception {
        open().close();
        try (Database newer = Database.open(
                new ArchiveSettings(Optional.of(folder), Duration.ofDays(1), Duration.ofDays(1), MIB, 64 * MIB))) {
            newer.attach(folder.resolve("hot.duckdb"));
            newer.execute("UPDATE store.meta SET schema = 99");
        }
        assertThatThrownBy(this::open)
                .isInstanceOf(ArchiveException.class)
                .hasMessage(
                        "logs.path: found records of schema 99, allowed: up to 1; a newer Sallyport has written them");
    }

    @Test
    void refusesWhenTheDiskIsFullAndResumesByItself() {
        AtomicLong free = new AtomicLong(Long.MAX_VALUE);
        ArchiveSettings settings = Archives.in(folder);
        try (DuckArchive archive = DuckArchive.open(settings, now::get, place -> free.get())) {
            add(archive, 1);
            free.set(5 * MIB);
            assertThatThrownBy(() -> add(archive, 2))
                    .isInstanceOf(ArchiveException.class)
                    .hasMessageContaining("found 5 MiB free")
                    .hasMessageContaining("allowed: at least 144 MiB");
            free.set(Long.MAX_VALUE);
            add(archive, 3);

            assertThat(sequences(archive)).containsExactly(1L, 3L);
        }
    }
}
