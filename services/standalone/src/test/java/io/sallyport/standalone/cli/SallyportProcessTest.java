package io.sallyport.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.standalone.SampleFolder;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.Gate;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.ScriptedOrigin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program as a process: exit codes, what it prints, signals. */
@Timeout(180)
class SallyportProcessTest {
    @TempDir
    private Path folder;

    @TempDir
    private Path output;

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void endAll() {
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void checksAFolder() throws Exception {
        Path config = SampleFolder.in(folder, 80).path();

        assertThat(exitCode("check", "--config", config.toString())).isZero();
        assertThat(printed("out"))
                .isEqualTo(config + ": valid: 2 listeners, 1 cluster, 1 route, 1 rule, 1 list of 2 names\n");
    }

    @Test
    void refusesAWrongFolderWithOneFindingALine() throws Exception {
        Path config = SampleFolder.in(folder, 80)
                .with("routes.yaml", "cluster: []\nroutes: [{name: a, cluster: b}]\n")
                .path();

        assertThat(exitCode("up", "--config", config.toString())).isEqualTo(2);
        assertThat(printed("err").lines())
                .containsExactly(
                        config.resolve("routes.yaml")
                                + ":1:1: cluster: found an unknown key, allowed: clusters, routes (did you mean \"clusters\"?)");
        assertThat(exitCode("check", "--config", config.toString())).isEqualTo(2);
        assertThat(exitCode("upp")).isEqualTo(2);
    }

    @Test
    void endsWithOneWhenAnAddressIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String suite = SampleFolder.SUITE.replaceFirst("127.0.0.1:0", "127.0.0.1:" + taken.getLocalPort());
            Path config =
                    SampleFolder.in(folder, 80).with("sallyport.yaml", suite).path();

            assertThat(exitCode("up", "--config", config.toString())).isEqualTo(1);
            assertThat(printed("err"))
                    .isEqualTo(
                            "%s:2:38: listeners[0].bind: found \"127.0.0.1:%d\" of listener web, which another program"
                                            .formatted(config.resolve("sallyport.yaml"), taken.getLocalPort())
                                    + " has, allowed: an address that is free\n");
        }
    }

    @Test
    void finishesWhatIsUnderWayOnSigterm() throws Exception {
        Gate gate = new Gate();
        try (ScriptedOrigin origin = ScriptedOrigin.start(Answer.text("late").behind(gate))) {
            Process process = start("up", "--config", sample(origin.port()));
            try (RawClient client = RawClient.connect(webPort(process))) {
                client.send("GET / HTTP/1.1\r\nHost: shop\r\n\r\n");
                gate.awaitArrival();

                process.destroy();
                awaitPrinted("Stopping");
                gate.open();

                assertThat(client.readResponse().bodyText()).isEqualTo("late");
            }
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
            assertThat(printed("err")).contains("Stopped.").doesNotContain("orderly");
        }
    }

    @Test
    void stopsAtOnceOnASecondSigterm() throws Exception {
        Gate gate = new Gate();
        try (ScriptedOrigin origin = ScriptedOrigin.start(Answer.text("late").behind(gate))) {
            Process process = start("up", "--config", sample(origin.port()));
            try (RawClient client = RawClient.connect(webPort(process))) {
                client.send("GET / HTTP/1.1\r\nHost: shop\r\n\r\n");
                gate.awaitArrival();

                process.destroy();
                awaitPrinted("Stopping");
                process.destroy();

                assertThat(process.waitFor(4, TimeUnit.SECONDS)).isTrue();
                assertThat(process.exitValue()).isEqualTo(130);
            } finally {
                gate.open();
            }
        }
    }

    private String sample(int origin) {
        return SampleFolder.in(folder, origin).path().toString();
    }

    private void awaitPrinted(String text) {
        Eventually.that(Duration.ofSeconds(30), () -> assertThat(printed("err")).contains(text));
    }

    private int exitCode(String... arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                SallyportMain.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.resolve("out").toFile())
                .redirectError(output.resolve("err").toFile())
                .start();
        processes.add(process);
        return process;
    }

    /** The port of the listener {@code web}, once the process says that it is ready. */
    private int webPort(Process process) {
        Eventually.until(
                "ready or ended",
                Duration.ofSeconds(60),
                () -> !process.isAlive() || printed("out").contains("Ctrl-C"));
        Matcher line =
                Pattern.compile("  web +reverse +http://127.0.0.1:(\\d+)").matcher(printed("out"));
        assertThat(line.find()).as(printed("err")).isTrue();
        return Integer.parseInt(line.group(1));
    }

    private String printed(String stream) {
        try {
            return Files.readString(output.resolve(stream));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
