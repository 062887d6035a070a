package io.sallyport.edge.lines;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.ByteSize;
import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.log.AccessRecord.Direction;
import io.sallyport.contract.log.AccessRecord.Kind;
import io.sallyport.contract.settings.AccessLogConfig;
import io.sallyport.contract.settings.AccessLogConfig.Format;
import io.sallyport.contract.settings.LogsConfig;
import io.sallyport.contract.settings.SuiteConfig;
import io.sallyport.kit.api.Metrics;
import io.sallyport.kit.service.RunningEnvironment;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.LeakWatch;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LeakWatch.class)
class AccessLogTest {
    private static final ByteSize SIZE = ByteSize.parse("64KiB");

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final Metrics metrics = new Metrics();
    private final Context service = vertx.getOrCreateContext();
    private RunningEnvironment running;
    private AccessLog log;

    @AfterEach
    void stop() throws Exception {
        log.close().await(10, TimeUnit.SECONDS);
        running.close().await(10, TimeUnit.SECONDS);
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void writesTheSameRecordsToEachLogInItsForm() {
        open(
                new AccessLogConfig("a.json", null, null, null),
                new AccessLogConfig("b.log", Format.COMBINED, null, null));

        log.offer(access("/one", Kind.EXCHANGE));
        log.offer(access("/two", Kind.PROGRESS));

        Eventually.until("two lines of JSON", () -> lines("a.json").size() == 2);
        Eventually.until("a combined line", () -> lines("b.log").size() == 1);
        assertThat(new JsonObject(lines("a.json").get(1)).getString("kind")).isEqualTo("progress");
        assertThat(lines("b.log").get(0)).endsWith("\"GET /one HTTP/1.1\" 200 17 \"-\" \"curl\"");
    }

    @Test
    void losesNothingOfManyThreadsOverManyFiles() throws Exception {
        open(new AccessLogConfig("a.json", Format.JSON, SIZE, 1000));

        List<CompletableFuture<Void>> loops = IntStream.range(0, 4)
                .mapToObj(loop -> CompletableFuture.runAsync(() ->
                        IntStream.range(0, 2000).forEach(i -> log.offer(access("/" + loop + "/" + i, Kind.EXCHANGE)))))
                .toList();
        for (CompletableFuture<Void> loop : loops) {
            loop.get(10, TimeUnit.SECONDS);
        }
        Eventually.until(
                "all are written",
                () -> metrics.text().contains("sallyport_access_log_lines_total{to=\"a.json\"} 8000"));

        List<String> paths = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                assertThat(Files.size(file)).isLessThanOrEqualTo(SIZE.bytes());
                Files.readAllLines(file).forEach(line -> paths.add(new JsonObject(line).getString("path")));
            }
        }
        assertThat(paths).hasSize(8000).doesNotHaveDuplicates();
    }

    @Test
    void goesOnWhenItsFolderComesBack() throws IOException {
        Path logs = Files.createDirectory(folder.resolve("logs"));
        open(new AccessLogConfig("logs/a.json", null, null, null));
        log.offer(access("/one", Kind.EXCHANGE));
        Eventually.until("a line", () -> lines("logs/a.json").size() == 1);
        Files.delete(logs.resolve("a.json"));
        Files.delete(logs);

        log.offer(access("/two", Kind.EXCHANGE));
        Eventually.until("the problem shows", () -> !log.problems().isEmpty());
        assertThat(log.problems().get(0)).contains("logs/a.json");
        Files.createDirectory(logs);

        Eventually.until("the line", () -> lines("logs/a.json").size() == 1);
        assertThat(lines("logs/a.json").get(0)).contains("/two");
        Eventually.until("the problem has gone", () -> log.problems().isEmpty());
    }

    @Test
    void goesOnBesideALogThatHangs() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        open(new AccessLogConfig("pipe", null, null, null), new AccessLogConfig("a.json", null, null, null));

        // Whoever opens a pipe that nobody reads waits.
        for (int i = 1; i <= 3; i++) {
            int count = i;
            log.offer(access("/" + i, Kind.EXCHANGE));
            Eventually.until(count + " lines", () -> lines("a.json").size() == count);
        }
        assertThat(service.executeBlocking(() -> "not held up").await(10, TimeUnit.SECONDS))
                .isEqualTo("not held up");
        assertThat(metrics.text()).contains("sallyport_access_log_lines_total{to=\"pipe\"} 0");

        try (InputStream reader = Files.newInputStream(pipe)) {
            assertThat(reader.read()).isEqualTo('{');
        }
    }

    private void open(AccessLogConfig... configs) {
        LogsConfig logs = new LogsConfig(null, null, null, null, null, null, List.of(configs));
        SuiteConfig config = new SuiteConfig(null, null, null, null, null, logs, null, null, null, null);
        running = RunningEnvironment.on(vertx, config, folder);
        // On the context of the service, as an edge does it.
        log = Future.future((Promise<AccessLog> opened) -> service.runOnContext(
                        started -> opened.complete(AccessLog.open(running.environment(), "edge-1", metrics))))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private List<String> lines(String name) {
        try {
            Path file = folder.resolve(name);
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AccessRecord access(String path, Kind kind) {
        return new AccessRecord(
                0,
                0,
                0,
                0,
                kind,
                Direction.REVERSE,
                "web",
                "HTTP/1.1",
                "192.0.2.1",
                "GET",
                "http",
                "shop.example",
                path,
                200,
                Outcome.FORWARDED,
                "",
                "",
                "",
                "",
                "",
                "",
                0,
                17,
                0,
                0,
                "curl",
                "",
                "",
                "",
                0,
                "",
                "",
                "",
                "",
                "");
    }
}
