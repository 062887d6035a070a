package io.sallyport.logs.keep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.logs.Archives;
import io.sallyport.logs.archive.Archive;
import io.sallyport.logs.archive.ArchiveException;
import io.sallyport.logs.archive.FolderTakenException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlacesTest {
    @TempDir
    Path folder;

    @Test
    void takesTheFirstFolderThatNoOtherArchiveHas() {
        Places places = new Places(folder.resolve("logs-{n}"));
        Archive first = places.first(Archives::inFolder);
        try (Archive second = places.first(Archives::inFolder)) {
            assertThat(folder.resolve("logs-1/hot.duckdb")).exists();
            assertThat(folder.resolve("logs-2/hot.duckdb")).exists();

            first.close();
            places.first(Archives::inFolder).close();
            assertThat(folder.resolve("logs-3")).doesNotExist();
        }
    }

    @Test
    void isOneFolderWithoutNumber() {
        Places places = new Places(folder.resolve("logs"));
        try (Archive only = places.first(Archives::inFolder)) {
            assertThatThrownBy(() -> places.first(Archives::inFolder))
                    .isInstanceOf(FolderTakenException.class)
                    .hasMessage(
                            "logs.path: found %1$s, which another log-collector has open; allowed: a folder for"
                                    + " each, such as %1$s-{n}",
                            folder.resolve("logs"));
        }
    }

    @Test
    void endsAtSixteen() {
        Places places = new Places(Path.of("logs-{n}"));
        Set<Path> taken = new HashSet<>();
        for (int number = 1; number <= 16; number++) {
            assertThat(places.<Path>first(path -> take(taken, path))).isEqualTo(Path.of("logs-" + number));
        }
        assertThatThrownBy(() -> places.<Path>first(path -> take(taken, path)))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("have all 16 open");
    }

    private static Path take(Set<Path> taken, Path path) {
        if (!taken.add(path)) {
            throw new FolderTakenException(path);
        }
        return path;
    }

    @Test
    void triesNoOtherFolderWhenOneIsBroken() throws Exception {
        Files.writeString(folder.resolve("logs-1"), "a file");

        assertThatThrownBy(() -> new Places(folder.resolve("logs-{n}")).first(Archives::inFolder))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining("allowed: a folder that can be written");
        assertThat(folder.resolve("logs-2")).doesNotExist();
    }
}
