package io.sallyport.edge.lines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineFileTest {
    @TempDir
    Path folder;

    private LineFile file;

    @AfterEach
    void close() throws IOException {
        if (file != null) {
            file.close();
        }
    }

    @Test
    void goesOnWhereAnEarlierProcessEnded() throws IOException {
        Files.writeString(path(), "before\n");
        open(100, 3);

        write("after\n");

        assertThat(path()).hasContent("before\nafter\n");
    }

    @Test
    void givesWayToANewFileAndKeepsSoManyOldOnes() throws IOException {
        open(10, 2);

        for (String line : List.of("one 45678\n", "two 45678\n", "three 678\n", "four\n", "five\n")) {
            write(line);
        }

        assertThat(path()).hasContent("four\nfive\n");
        assertThat(folder.resolve("access.log.1")).hasContent("three 678\n");
        assertThat(folder.resolve("access.log.2")).hasContent("two 45678\n");
        assertThat(names()).containsExactly("access.log", "access.log.1", "access.log.2");
    }

    @Test
    void keepsNoOldFileWhenToldSo() throws IOException {
        open(10, 0);

        write("one 45678\n");
        write("two\n");

        assertThat(path()).hasContent("two\n");
        assertThat(names()).containsExactly("access.log");
    }

    @Test
    void deletesOldFilesOfATimeWhenMoreWereKept() throws IOException {
        for (int number = 1; number <= 5; number++) {
            Files.writeString(folder.resolve("access.log." + number), "old " + number);
        }
        open(10, 2);

        write("one 45678\n");
        write("two\n");

        assertThat(names()).containsExactly("access.log", "access.log.1", "access.log.2");
        assertThat(folder.resolve("access.log.2")).hasContent("old 1");
    }

    @Test
    void writesALineThatIsLargerThanAFile() throws IOException {
        open(10, 2);

        write("a line of more than ten bytes\n");
        write("next\n");

        assertThat(path()).hasContent("next\n");
        assertThat(folder.resolve("access.log.1")).hasContent("a line of more than ten bytes\n");
    }

    @Test
    void followsAFileThatWasMovedAway() throws IOException {
        open(1000, 2);
        write("one\n");
        Files.move(path(), folder.resolve("access.log-20260101"));

        write("two\n");

        assertThat(folder.resolve("access.log-20260101")).hasContent("one\n");
        assertThat(path()).hasContent("two\n");
    }

    @Test
    void followsAFileThatWasReplaced() throws IOException {
        open(1000, 2);
        write("one\n");
        Files.move(path(), folder.resolve("moved"));
        Files.createFile(path());

        write("two\n");

        assertThat(path()).hasContent("two\n");
    }

    @Test
    void goesOnAtTheBeginningOfAFileThatWasEmptied() throws IOException {
        open(1000, 2);
        write("one\n");
        Files.writeString(path(), "");

        write("two\n");

        assertThat(path()).hasContent("two\n");
    }

    @Test
    void saysWhenItCannotBeOpenedAndOpensLater() throws IOException {
        file = new LineFile(folder.resolve("none/access.log"), 100, 2);
        assertThatThrownBy(() -> write("one\n")).isInstanceOf(IOException.class);

        Files.createDirectory(folder.resolve("none"));
        write("two\n");

        assertThat(folder.resolve("none/access.log")).hasContent("two\n");
    }

    @Test
    void failsOnAFullDiskWithoutEndingTheProcess() {
        file = new LineFile(Path.of("/dev/full"), 1 << 20, 2);

        assertThatThrownBy(() -> write("one\n")).isInstanceOf(IOException.class).hasMessageContaining("space");
    }

    @Test
    void letsOnlyOwnerAndGroupRead() throws IOException {
        open(100, 2);
        write("one\n");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
                .endsWith("---");
    }

    private Path path() {
        return folder.resolve("access.log");
    }

    private void open(long limit, int keep) {
        file = new LineFile(path(), limit, keep);
    }

    private void write(String lines) throws IOException {
        file.write(ByteBuffer.wrap(lines.getBytes(StandardCharsets.UTF_8)));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
