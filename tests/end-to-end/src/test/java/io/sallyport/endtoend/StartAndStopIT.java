package io.sallyport.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.testkit.Answer;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.FreePort;
import io.sallyport.testkit.Gate;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.ScriptedOrigin;
import io.sallyport.testkit.process.JavaProcess;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the process leaves behind: for those who are served while it stops, and after a start that failed. */
@Timeout(120)
@ExtendWith(LeakWatch.class)
class StartAndStopIT {
    private static final int BODY = 20_000_000;
    private static final String ROUTES = """
            clusters: [{name: shop, endpoints: ["http://%s"]}]
            routes: [{name: shop, cluster: shop}]
            """;

    @TempDir
    private Path folder;

    @Test
    void finishesDownloadsUploadsAndTunnelledRequestsOnSigterm() {
        Gate gate = new Gate();
        try (ScriptedOrigin origin = ScriptedOrigin.start(Answer.echo());
                RunningSuite suite = RunningSuite.up(config(origin));
                RawClient download = RawClient.connectSlow(suite.port("web"));
                RawClient upload = suite.client("web");
                RawClient tunnel = suite.client("egress")) {
            origin.on("/download", Answer.stream(BODY))
                    .on("/late", Answer.text("late").behind(gate));
            download.send("GET /download HTTP/1.1\r\nHost: shop\r\n\r\n");
            RawResponse head = download.readHead();
            upload.send("PUT /upload HTTP/1.1\r\nHost: shop\r\nContent-Length: 10\r\n\r\nfirst");
            tunnel.openTunnel(origin.authority());
            tunnel.send("GET /late HTTP/1.1\r\nHost: inside\r\nConnection: close\r\n\r\n");
            gate.awaitArrival();

            CompletableFuture<Void> stopped = CompletableFuture.runAsync(suite::stop);
            suite.process().output().await("Stopping");
            awaitRefusal(suite.port("web"));
            gate.open();

            assertThat(tunnel.readResponse().bodyText()).isEqualTo("late");
            tunnel.close();
            assertThat(upload.send("after").readResponse().bodyText()).isEqualTo("firstafter");
            assertThat(download.readBody(head).bodyLength()).isEqualTo(BODY);
            stopped.join();
            assertThat(suite.process().output().all()).noneMatch(line -> line.contains("orderly"));
        }
    }

    /** The address asked for last is taken, so whatever had been opened before it must be closed again. */
    @Test
    void leavesNothingListeningWhenAnAddressIsTaken() {
        int web = FreePort.pick();
        try (FreePort taken = FreePort.reserve();
                ScriptedOrigin origin = ScriptedOrigin.start("unused")) {
            ConfigFolder config = config(origin).with("sallyport.yaml", """
                    listeners:
                      - {name: web, mode: reverse, bind: "127.0.0.1:%d"}
                      - {name: egress, mode: forward, bind: "127.0.0.1:0"}
                    admin: {bind: "127.0.0.1:%d"}
                    """.formatted(web, taken.number()));
            try (JavaProcess process = RunningSuite.launch(config)) {
                process.output().await(Duration.ofSeconds(60), line -> line.contains("admin.bind"));

                assertThat(process.awaitExit()).isEqualTo(1);
                assertThat(process.output().untilEnd())
                        .containsExactly("%s:4:15: admin.bind: found \"127.0.0.1:%d\", which another program has, "
                                        .formatted(config.path().resolve("sallyport.yaml"), taken.number())
                                + "allowed: an address that is free");
            }
        }
        assertThatThrownBy(() -> RawClient.connect(web).close()).isInstanceOf(UncheckedIOException.class);
    }

    private ConfigFolder config(ScriptedOrigin origin) {
        return ConfigFolder.in(folder)
                .with("routes.yaml", ROUTES.formatted(origin.authority()))
                .with("policies.yaml", "rules:\n" + ConfigFolder.loopbackOpen(origin.port()));
    }

    private static void awaitRefusal(int port) {
        Eventually.until("new connections are refused", () -> {
            try (RawClient late = RawClient.connect(port)) {
                return false;
            } catch (UncheckedIOException refused) {
                return true;
            }
        });
    }
}
