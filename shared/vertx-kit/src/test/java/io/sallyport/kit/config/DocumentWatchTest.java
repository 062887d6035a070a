package io.sallyport.kit.config;

import static io.sallyport.kit.VertxFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.kit.VertxFixture;
import io.sallyport.testkit.Eventually;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentWatchTest {
    private static final Duration SCAN = Duration.ofMillis(60);

    @TempDir
    private Path folder;

    private final List<String> seen = new CopyOnWriteArrayList<>();
    private Vertx vertx;
    private DocumentWatch watch;

    @BeforeEach
    void open() {
        vertx = Vertx.vertx();
    }

    @AfterEach
    void close() {
        if (watch != null) {
            await(watch.close());
        }
        VertxFixture.close(vertx);
    }

    @Test
    void reportsEveryFileThatIsThereBeforeItIsOpen() throws IOException {
        write("a.yaml", "a: 1\n");
        write("b.yaml", "b: ä\n");

        watch();

        assertThat(seen).containsExactly("a.yaml=a: 1\n", "b.yaml=b: ä\n");
    }

    @Test
    void reportsAChangeOnce() throws IOException {
        write("a.yaml", "a: 1\n");
        write("b.yaml", "b: 1\n");
        watch();

        write("a.yaml", "a: 2\n");

        Eventually.until("it is reported", () -> seen.contains("a.yaml=a: 2\n"));
        severalScans();
        assertThat(seen).containsExactly("a.yaml=a: 1\n", "b.yaml=b: 1\n", "a.yaml=a: 2\n");
    }

    @Test
    void reportsNothingWhenAFileIsWrittenAsItWas() throws IOException {
        write("a.yaml", "a: 1\n");
        watch();

        write("a.yaml", "a: 1\n");
        severalScans();

        assertThat(seen).hasSize(1);
    }

    @Test
    void outlivesAFileThatVanishesAndIsEmptied() throws IOException {
        write("a.yaml", "a: 1\n");
        watch();

        Files.delete(folder.resolve("a.yaml"));
        severalScans();
        write("a.yaml", "");
        severalScans();
        assertThat(seen).hasSize(1);

        write("a.yaml", "a: 2\n");
        Eventually.until("it is reported", () -> seen.contains("a.yaml=a: 2\n"));
    }

    @Test
    void waitsForAFileThatIsNotThereYet() throws IOException {
        watch();
        assertThat(seen).isEmpty();

        write("b.yaml", "b: 1\n");

        Eventually.until("it is reported", () -> seen.contains("b.yaml=b: 1\n"));
    }

    @Test
    void seesAFileThatIsMovedIntoPlace() throws IOException {
        write("a.yaml", "a: 1\n");
        watch();
        write("a.new", "a: 2\n");

        Files.move(folder.resolve("a.new"), folder.resolve("a.yaml"), StandardCopyOption.ATOMIC_MOVE);

        Eventually.until("it is reported", () -> seen.contains("a.yaml=a: 2\n"));
    }

    @Test
    void endsWithTheWholeOfATextThatGrew() throws IOException {
        write("a.yaml", "line 0\n");
        watch();
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= 100; i++) {
            text.append("line ").append(i).append('\n');
            write("a.yaml", text.toString());
            await(vertx.timer(2));
        }

        Eventually.until("the whole is reported", () -> seen.contains("a.yaml=" + text));
        assertThat(seen).endsWith("a.yaml=" + text).doesNotHaveDuplicates();
    }

    @Test
    void goesOnAfterADefectInTheListener() throws IOException {
        write("a.yaml", "a: 1\n");
        watch = await(DocumentWatch.open(vertx, folder, List.of("a.yaml"), SCAN, (file, text) -> {
            seen.add(text);
            throw new IllegalStateException("a defect");
        }));

        write("a.yaml", "a: 2\n");

        Eventually.until("it is reported", () -> seen.contains("a: 2\n"));
    }

    private void watch() {
        watch = await(DocumentWatch.open(
                vertx, folder, List.of("a.yaml", "b.yaml"), SCAN, (file, text) -> seen.add(file + "=" + text)));
    }

    private void severalScans() {
        await(vertx.timer(SCAN.multipliedBy(4).toMillis()));
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }
}
