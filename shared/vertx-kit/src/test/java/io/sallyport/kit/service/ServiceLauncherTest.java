package io.sallyport.kit.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.testkit.process.JavaProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher in a JVM of its own, as an operator meets it. */
class ServiceLauncherTest {
    @TempDir
    private Path folder;

    @Test
    void servesUntilItIsAskedToEnd() throws IOException, InterruptedException {
        write("admin: {api: \"127.0.0.1:0\"}\n");
        try (JavaProcess process = launch().start()) {
            String address = process.output().await("api at ").replace("api at ", "");
            process.output().await("sample-service is ready");

            HttpResponse<String> ready = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://" + address + "/health/ready"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(ready.statusCode()).isEqualTo(200);

            int code = process.stop();
            process.output().await("stop asked");
            process.output().await("sample-service has stopped");
            assertThat(code).as("stopped in good order").isZero();
        }
    }

    @Test
    void saysWhereTheConfigurationIsWrongAndEndsWithTwo() throws IOException {
        write("limits:\n  idle: soon\n");
        try (JavaProcess process = launch().start()) {
            assertThat(process.awaitExit()).isEqualTo(ServiceLauncher.MISCONFIGURED);
            assertThat(String.join("\n", process.output().all()))
                    .contains("sample-service cannot start, the configuration is wrong")
                    .contains("sallyport.yaml:2:9: limits.idle: found \"soon\"");
        }
    }

    @Test
    void saysWhatAnEnvironmentVariableHasWrong() throws IOException {
        write("{}\n");
        try (JavaProcess process =
                launch().env(Map.of("SALLYPORT_STORE_URL", "file:x")).start()) {
            assertThat(process.awaitExit()).isEqualTo(ServiceLauncher.MISCONFIGURED);
            assertThat(String.join("\n", process.output().all())).contains("SALLYPORT_STORE_URL", "file:x");
        }
    }

    @Test
    void endsWithTwoOnArgumentsItDoesNotKnow() {
        try (JavaProcess process =
                JavaProcess.of(SampleServiceMain.class).args("--port", "80").start()) {
            assertThat(process.awaitExit()).isEqualTo(ServiceLauncher.MISCONFIGURED);
            assertThat(String.join("\n", process.output().all())).contains("--config DIR");
        }
    }

    @Test
    void endsWithOneWhenTheServiceCannotStart() throws IOException {
        write("{}\n");
        try (JavaProcess process = launch().jvm("-Dfail=port 80: not allowed").start()) {
            assertThat(process.awaitExit()).isEqualTo(ServiceLauncher.FAILED);
            assertThat(process.output().all())
                    .anyMatch(line -> line.contains("sample-service cannot start: port 80: not allowed"));
        }
    }

    private JavaProcess.Launch launch() {
        return JavaProcess.of(SampleServiceMain.class).args("--config", folder.toString());
    }

    private void write(String text) throws IOException {
        Files.writeString(folder.resolve("sallyport.yaml"), text);
    }
}
