package io.sallyport.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.testkit.Answer;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.Pattern;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.ScriptedOrigin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bodies far larger than the memory of the process that carries them. */
@Timeout(240)
@ExtendWith(LeakWatch.class)
class BigTransferIT {
    private static final int PIECE = 26 * 1024;
    private static final long TOTAL = 10_000L * PIECE;
    /** Heap, and as much again for buffers outside it. */
    private static final String HEAP = "-Xmx96m";

    private static final long RESIDENT_MAX_KB = 400 << 10;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private enum Way {
        REVERSE,
        FORWARD,
        TUNNEL
    }

    @TempDir
    private Path folder;

    @AutoClose
    private ScriptedOrigin origin;

    @AutoClose
    private RunningSuite suite;

    @BeforeEach
    void start() {
        origin = ScriptedOrigin.start("unused")
                .on("/down", Answer.stream(TOTAL))
                .on(
                        "/up",
                        (request, connection) ->
                                Answer.text(request.bodyLength() + " bytes").answer(request, connection));
        suite = RunningSuite.up(
                ConfigFolder.in(folder)
                        .with(
                                "routes.yaml",
                                "clusters: [{name: shop, endpoints: [\"http://" + origin.authority() + "\"]}]\n"
                                        + "routes: [{name: shop, cluster: shop, cache: {enabled: true}}]\n")
                        .with("policies.yaml", "rules:\n" + ConfigFolder.loopbackOpen(origin.port())),
                HEAP);
    }

    @AfterEach
    void staysSmall() throws IOException {
        Path status = Path.of("/proc", Long.toString(suite.process().pid()), "status");
        if (Files.isReadable(status)) {
            long peak = Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
            assertThat(peak).as("peak resident kB").isPositive().isLessThan(RESIDENT_MAX_KB);
        }
        origin.assertClean();
        suite.stop();
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void carriesBothDirections(Way way) {
        try (RawClient client = open(way)) {
            RawResponse download = client.get(target(way, "/down"));
            assertThat(download.bodyLength()).isEqualTo(TOTAL);
            assertThat(download.complete()).isTrue();

            client.send("PUT " + target(way, "/up") + " HTTP/1.1\r\nHost: test.example\r\nContent-Length: " + TOTAL
                    + "\r\n\r\n");
            for (long at = 0; at < TOTAL; at += PIECE) {
                client.send(Pattern.at(at, PIECE));
            }
            assertThat(client.readResponse().bodyText()).isEqualTo(TOTAL + " bytes");
        }
        assertRecorded(way);
    }

    private void assertRecorded(Way way) {
        AdminApi admin = suite.admin();
        if (way == Way.TUNNEL) {
            var tunnel = admin.awaitRecord(1, "kind=tunnel");
            assertThat(tunnel.getLong("bytesOut")).isGreaterThan(TOTAL);
            assertThat(tunnel.getLong("bytesIn")).isGreaterThan(TOTAL);
        } else {
            assertThat(admin.awaitRecord(1, "path=/down").getLong("bytesOut")).isEqualTo(TOTAL);
            assertThat(admin.awaitRecord(1, "path=/up").getLong("bytesIn")).isEqualTo(TOTAL);
        }
    }

    private RawClient open(Way way) {
        RawClient client = suite.client(way == Way.REVERSE ? "web" : "egress").timeout(PATIENCE);
        if (way == Way.TUNNEL) {
            assertThat(client.openTunnel(origin.authority()).status()).isEqualTo(200);
        }
        return client;
    }

    private String target(Way way, String path) {
        return way == Way.FORWARD ? origin.url(path) : path;
    }
}
