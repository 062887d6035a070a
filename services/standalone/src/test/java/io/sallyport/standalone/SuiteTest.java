package io.sallyport.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.contract.HostPort;
import io.sallyport.demo.DemoOrigin;
import io.sallyport.standalone.check.CheckedFolder;
import io.sallyport.standalone.check.FolderCheck;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class SuiteTest {
    private static Vertx vertx;
    private static DemoOrigin origin;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    private Path folder;

    @BeforeAll
    static void startOrigin() {
        vertx = Vertx.vertx();
        origin = DemoOrigin.start(vertx, new DemoOrigin.Identity("shop-1", "1.1"), "127.0.0.1", 0, Clock.systemUTC())
                .await();
    }

    @AfterAll
    static void stopOrigin() {
        origin.stop(Duration.ofSeconds(1)).await();
        vertx.close().await();
    }

    @Test
    void servesOnceStartedAndClosesEverythingWhenStopped() throws Exception {
        CheckedFolder checked = check(SampleFolder.in(folder, origin.port()));
        Suite suite = Suite.start(checked, List.of());
        HostPort web = suite.addresses().of(checked.config().listeners().get(0));
        HostPort admin = suite.addresses().admin();

        HttpResponse<String> answer = get("http://" + web + "/version");
        HttpResponse<String> status = get("http://" + admin + "/v1/status");
        suite.stop();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"1.1\"");
        assertThat(answer.headers().firstValue("Server").orElse("")).doesNotContain("demo");
        assertThat(status.statusCode()).isEqualTo(200);
        assertClosed(web);
        assertClosed(admin);
    }

    @Test
    void stopsWhatHasStartedWhenALaterPartCannot() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int web = freePort();
            String suite = SampleFolder.SUITE
                    .replace(
                            "name: web, mode: reverse, bind: \"127.0.0.1:0\"",
                            "name: web, mode: reverse, bind: \"127.0.0.1:" + web + '"')
                    .replace(
                            "name: egress, mode: forward, bind: \"127.0.0.1:0\"",
                            "name: egress, mode: forward, bind: \"127.0.0.1:" + taken.getLocalPort() + '"');
            CheckedFolder checked = check(SampleFolder.in(folder, origin.port()).with("sallyport.yaml", suite));

            assertThatExceptionOfType(StartFailure.class)
                    .isThrownBy(() -> Suite.start(checked, List.of()))
                    .withMessageContaining("egress")
                    .withMessageContaining(String.valueOf(taken.getLocalPort()));
            assertClosed(new HostPort("127.0.0.1", web));
        }
    }

    @Test
    void probesEveryAddressBeforeAnythingStarts() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + taken.getLocalPort();
            String suite =
                    SampleFolder.SUITE.replace("admin: {bind: \"127.0.0.1:0\"}", "admin: {bind: \"" + address + "\"}");
            CheckedFolder checked = check(SampleFolder.in(folder, origin.port()).with("sallyport.yaml", suite));

            assertThat(PortProbe.run(checked, List.of(new DemoServer("shop-1", "1.1", taken.getLocalPort()))))
                    .extracting(Object::toString)
                    .containsExactly(
                            folder.resolve("sallyport.yaml") + ":4:15: admin.bind: found \"" + address
                                    + "\", which another program has, allowed: an address that is free",
                            "demo server shop-1: found \"" + address
                                    + "\", which another program has, allowed: that it is free, or --no-demo");
        }
    }

    @Test
    void namesTheListenerWhoseAddressCannotBeBound() {
        String suite = SampleFolder.SUITE.replaceFirst("127.0.0.1:0", "192.0.2.1:8080");
        CheckedFolder checked = check(SampleFolder.in(folder, origin.port()).with("sallyport.yaml", suite));

        assertThat(PortProbe.run(checked, List.of()))
                .singleElement()
                .asString()
                .contains("listeners[0].bind: found \"192.0.2.1:8080\" of listener web, which cannot be bound");
    }

    @Test
    void startsDemoServersForTheShippedFolderOnly() {
        Path home = SampleFolder.shipped().getParent();
        CheckedFolder shipped = FolderCheck.run(SampleFolder.shipped(), Map.of(), new Properties());
        CheckedFolder other = check(SampleFolder.in(folder, 9101));

        assertThat(DemoServer.of(shipped, home))
                .containsExactly(
                        new DemoServer("shop-1", "1.1", 9101),
                        new DemoServer("shop-2", "1.5", 9102),
                        new DemoServer("shop-3", "1.5", 9103));
        assertThat(DemoServer.of(shipped, folder)).isEmpty();
        assertThat(DemoServer.of(other, home)).isEmpty();
    }

    private static CheckedFolder check(SampleFolder sample) {
        return FolderCheck.run(sample.path(), Map.of(), new Properties());
    }

    private HttpResponse<String> get(String url) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void assertClosed(HostPort address) {
        assertThatThrownBy(() -> new Socket(address.host(), address.port()).close())
                .isInstanceOf(ConnectException.class);
    }
}
