package io.sallyport.logs.archive.duck;

import static io.sallyport.logs.Records.NEW_YEAR_MICROS;
import static io.sallyport.logs.Records.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.contract.log.AccessRecord;
import io.sallyport.logs.Archives;
import io.sallyport.logs.archive.Archive;
import io.sallyport.logs.archive.ArchiveException;
import io.sallyport.logs.archive.Delivery;
import io.sallyport.logs.archive.KeptRows;
import io.sallyport.logs.archive.Reading;
import io.sallyport.logs.record.KeptRecord;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckArchiveTest {
    @TempDir
    private Path folder;

    static List<KeptRecord> all(Archive archive) {
        List<KeptRecord> found = new ArrayList<>();
        try (Reading reading = archive.open(Long.MIN_VALUE, Long.MAX_VALUE)) {
            KeptRows.each(reading, "ORDER BY position", (kept, position) -> found.add(kept));
        }
        return found;
    }

    @Test
    void givesBackWhatItWasGiven() {
        KeptRecord odd = record().path("/\u0000'\"\\\uD83D\uDE00" + "x".repeat(2000))
                .status(502)
                .kept();
        try (Archive archive = Archives.inMemory()) {
            Archives.add(archive, record().kept(), odd);

            assertThat(all(archive)).containsExactly(record().kept(), odd);
            assertThat(archive.figures().records()).isEqualTo(2);
            assertThat(archive.figures().oldestMicros()).isEqualTo(NEW_YEAR_MICROS);
        }
    }

    /** No two fields have the same value, so that none can be taken for another. */
    @Test
    void givesBackEveryFieldAsItself() throws Exception {
        RecordComponent[] components = AccessRecord.class.getRecordComponents();
        Object[] values = new Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = value(types[i], 100 + i);
        }
        KeptRecord kept = new KeptRecord(
                "an edge", AccessRecord.class.getDeclaredConstructor(types).newInstance(values));
        try (Archive archive = Archives.inMemory()) {
            Archives.add(archive, kept);

            assertThat(all(archive)).containsExactly(kept);
        }
    }

    private static Object value(Class<?> type, int number) {
        if (type == long.class) {
            return (long) number;
        }
        if (type == int.class) {
            return number;
        }
        if (type.isEnum()) {
            return type.getEnumConstants()[1];
        }
        return "text " + number;
    }

    @Test
    void keepsOnDiskOverARestart() {
        Delivery delivery = new Delivery("1-0", "edge-1", 1, 2);
        try (Archive archive = Archives.inFolder(folder)) {
            archive.append(
                    List.of(record().sequence(1).kept(), record().sequence(2).kept()), List.of(delivery));
        }
        try (Archive archive = Archives.inFolder(folder)) {
            Archives.add(archive, record().sequence(3).kept());

            assertThat(all(archive))
                    .extracting(kept -> kept.access().sequence())
                    .containsExactly(1L, 2L, 3L);
            assertThat(archive.deliveries()).containsExactly(delivery);
            assertThat(archive.figures().end()).isEqualTo(3);
        }
    }

    @Test
    void refusesAFolderThatIsTaken() {
        try (Archive archive = Archives.inFolder(folder)) {
            assertThat(archive.figures().records()).isZero();
            assertThatThrownBy(() -> Archives.inFolder(folder))
                    .isInstanceOf(ArchiveException.class)
                    .hasMessageContaining("another log-collector has open");
        }
    }
}
